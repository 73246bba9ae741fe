import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/cli/parse';

const parsed = (line: string) => parse(line.split(' '));
const invocation = (line: string) => {
  const result = parsed(line);
  return result.kind === 'run' ? result.invocation : result;
};

const PERIOD = { command: 'report-period', since: '2026-11-01' };

describe('offboard report', () => {
  it.each([
    ['report 1', { command: 'report', id: '1', json: false }],
    ['report 1 --json', { command: 'report', id: '1', json: true }],
    [
      'report 1 --html --output a.html --force',
      { command: 'report', id: '1', json: false, html: true, output: 'a.html', force: true },
    ],
    ['report --verify a.html', { command: 'report-verify', verify: 'a.html', json: false }],
    [
      'report 1 --verify a.html --json',
      { command: 'report-verify', id: '1', verify: 'a.html', json: true },
    ],
    [
      'report --since 2026-11-01 --until 2026-11-30 --csv --output a.csv',
      {
        ...{ command: 'report-period', since: '2026-11-01', until: '2026-11-30' },
        ...{ format: 'csv', json: false, output: 'a.csv' },
      },
    ],
    ['report --since 2026-11-01', { ...PERIOD, format: 'text', json: false }],
    ['report --since 2026-11-01 --json', { ...PERIOD, format: 'json', json: true }],
    ['report --since 2026-11-01 --html', { ...PERIOD, format: 'html', json: false }],
  ])('%s', (line, expected) => {
    expect(invocation(line)).toEqual(expected);
  });

  it.each([
    ['report', 'missing the <id> of a run'],
    ['report 1 2', 'too many arguments'],
    ['report 1 --json --html', 'cannot be used with'],
    ['report 1 --force', '--force is about --output'],
    ['report --verify a --output b', 'cannot be used with'],
    ['report --verify a --html', 'cannot be used with'],
    ['report --verify a --since 2026-11-01', 'cannot be used with'],
    ['report 1 --since 2026-11-01', 'give an <id>, or --since'],
    ['report 1 --csv', '--csv goes with --since'],
    ['report 1 --until 2026-11-01', '--until goes with --since'],
    ['report --since 2026-11-01 --csv --html', 'cannot be used with'],
  ])('wrong use: %s', (line, words) => {
    expect(parsed(line)).toEqual({ kind: 'misuse', message: expect.stringContaining(words) });
  });

  it('says what a chain proves, and what it does not', () => {
    const help = parsed('report --help');
    expect(help).toEqual({ kind: 'shown', text: expect.stringContaining('has no signature') });
  });
});
