import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/cli/parse';

const parsed = (line: string) => parse(line.split(' '));
const invocation = (line: string) => {
  const result = parsed(line);
  return result.kind === 'run' ? result.invocation : result;
};
const said = { by: 'Ann', reason: 'why', json: false };

describe('every command', () => {
  it.each([
    [
      'start jane@example.com',
      {
        command: 'start',
        request: { email: 'jane@example.com', source: 'cli' },
        watch: false,
        until: 'ended',
        json: false,
      },
    ],
    ['status 4711', { command: 'status', id: '4711', json: false }],
    ['status 4711 --json', { command: 'status', id: '4711', json: true }],
    ['watch 4711', { command: 'watch', id: '4711', until: 'ended', json: false }],
    [
      'watch 4711 --until contained --json',
      { command: 'watch', id: '4711', until: 'contained', json: true },
    ],
    ['release 1 --by Ann --reason why', { command: 'release', id: '1', ...said }],
    [
      'release --all --by Ann --reason why',
      { command: 'answer-held', answer: 'release', yes: false, ...said },
    ],
    [
      'release --source gusto --by Ann --reason why',
      { command: 'answer-held', answer: 'release', source: 'gusto', yes: false, ...said },
    ],
    [
      'rescind --held --source gusto --yes --by Ann --reason why',
      { command: 'answer-held', answer: 'rescind', source: 'gusto', yes: true, ...said },
    ],
    ['rescind 1 --by Ann --reason why', { command: 'rescind', id: '1', ...said }],
    ['start-now 1 --by Ann --reason why', { command: 'start-now', id: '1', ...said }],
    [
      'reschedule 1 --effective-at 2026 --by Ann --reason why',
      { command: 'reschedule', id: '1', effectiveAt: '2026', ...said },
    ],
    ['report 1', { command: 'report', id: '1', json: false }],
    ['doctor --json', { command: 'doctor', json: true, sendNotice: false, strict: false }],
  ])('%s', (line, expected) => {
    expect(invocation(line)).toEqual(expected);
  });

  it('start takes every field of a request', () => {
    const line =
      'start jane@example.com --employee-id 4711 --zoom-user-id z1 --effective-at 2026 --urgency bulk ' +
      '--reason left --by Ann --source hr --dry-run --watch --until contained --json';
    expect(invocation(line)).toEqual({
      command: 'start',
      request: {
        email: 'jane@example.com',
        employeeId: '4711',
        zoomUserId: 'z1',
        effectiveAt: '2026',
        urgency: 'bulk',
        reason: 'left',
        requestedBy: 'Ann',
        source: 'hr',
        dryRun: true,
      },
      watch: true,
      until: 'contained',
      json: true,
    });
  });

  it.each([
    'decide 1 readZoomUser retry --by Ann --reason why',
    'decide 1 --step readZoomUser --decision retry --by Ann --reason why',
    'decide 1 readZoomUser --decision retry --by Ann --reason why',
    'decide 1 readZoomUser retry --step readZoomUser --by Ann --reason why',
  ])('%s', (line) => {
    const expected = { command: 'decide', id: '1', step: 'readZoomUser', decision: 'retry' };
    expect(invocation(line)).toEqual({ ...expected, ...said });
  });
});

describe('wrong use', () => {
  it.each([
    ['bogus', "unknown command 'bogus'"],
    ['statsu 1', 'Did you mean status'],
    ['start', "missing required argument 'email'"],
    ['start jane@example.com --when now', "unknown option '--when'"],
    ['status', "missing required argument 'id'"],
    ['status 1 2', 'too many arguments'],
    ['watch 1 --until tomorrow', 'Allowed choices are ended, contained'],
    ['release 1', "required option '--reason <text>'"],
    ['reschedule 1 --reason why', "required option '--effective-at <instant>'"],
    ['decide 1 --reason why', 'missing the step'],
    ['decide 1 readZoomUser --reason why', 'missing the decision'],
    ['decide 1 sing retry --reason why', 'Allowed choices are revokeZeroTrustTokens'],
    ['decide 1 readZoomUser sing --reason why', 'Allowed choices are retry, skip'],
    ['decide 1 readZoomUser retry --decision skip --reason why', 'given twice: retry and skip'],
  ])('%s', (line, words) => {
    const result = parsed(line);
    expect(result.kind).toBe('misuse');
    expect(result).toHaveProperty('message', expect.stringContaining(words));
    expect(result).toHaveProperty('message', expect.stringContaining('--help'));
  });

  it('nothing at all is answered with the commands there are', () => {
    expect(parse([])).toEqual({ kind: 'misuse', message: expect.stringContaining('Commands:') });
  });
});

describe('help', () => {
  it('explains exit codes and gives examples', () => {
    const { kind, text } = parsed('--help') as { kind: string; text: string };
    expect(kind).toBe('shown');
    expect(text).toMatch(/Exit codes:[^]*Examples:/);
  });

  it.each(['start', 'status', 'watch', 'decide', 'release', 'rescind', 'start-now', 'reschedule'])(
    '%s has an example',
    (command) => {
      const text = expect.stringContaining(`$ npx offboard ${command} `);
      expect(parsed(`${command} --help`)).toEqual({ kind: 'shown', text });
    },
  );

  it('tells the version', () => {
    expect(parsed('--version')).toEqual({
      kind: 'shown',
      text: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });
});
