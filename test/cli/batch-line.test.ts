import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/cli/parse';

const parsed = (line: string) => parse(line.split(' '));
const invocation = (line: string) => {
  const result = parsed(line);
  return result.kind === 'run' ? result.invocation : result;
};
const said = { by: 'Ann', reason: 'why', json: false };
const file = { command: 'batch', file: 'leavers.csv' };

describe('the commands of a batch', () => {
  it.each([
    [
      'batch leavers.csv',
      { ...file, request: {}, dryRun: false, again: false, wait: true, json: false },
    ],
    [
      'batch leavers.csv --window 5 --urgency standard --reason why --by Ann --source site --dry-run --again --no-wait --json',
      {
        ...file,
        request: {
          window: 5,
          urgency: 'standard',
          reason: 'why',
          requestedBy: 'Ann',
          source: 'site',
        },
        dryRun: true,
        again: true,
        wait: false,
        json: true,
      },
    ],
    ['batch-status b1 --json', { command: 'batch-status', id: 'b1', json: true }],
    ['batch-pause b1 --by Ann --reason why', { command: 'batch-pause', id: 'b1', ...said }],
    ['batch-resume b1 --by Ann --reason why', { command: 'batch-resume', id: 'b1', ...said }],
  ])('%s', (line, expected) => {
    expect(invocation(line)).toEqual(expected);
  });

  it.each([
    ['batch', "missing required argument 'file'"],
    ['batch a.csv b.csv', 'too many arguments'],
    ['batch-status', "missing required argument 'id'"],
    ['batch-pause b1', "required option '--reason <text>'"],
    ['batch-resume b1', "required option '--reason <text>'"],
  ])('wrong use: %s', (line, words) => {
    expect(parsed(line)).toEqual({ kind: 'misuse', message: expect.stringContaining(words) });
  });

  it.each(['batch', 'batch-status', 'batch-pause', 'batch-resume'])('%s has an example', (name) => {
    const text = expect.stringContaining(`$ npx offboard ${name} `);
    expect(parsed(`${name} --help`)).toEqual({ kind: 'shown', text });
  });
});
