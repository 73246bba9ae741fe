import { describe, expect, it } from '@jest/globals';
import { nextCommands } from '../../src/cli/status/next-commands';
import { statusLines, wrap } from '../../src/cli/status/show-status';
import type { OffboardingStatus } from '../../src/domain/status';

const status: OffboardingStatus = {
  state: 'blocked',
  email: 'jane@example.com',
  effectiveAt: '2026-11-27T16:00:00.000Z',
  steps: [{ step: 'deactivateZoomUser', state: 'blocked', attempts: 1, code: 'zoom.400.200' }],
  needs: [
    {
      step: 'deactivateZoomUser',
      code: 'zoom.400.200',
      message: 'The user holds a Zoom administrator role. '.repeat(4).trim(),
      decisions: ['demoteAndRetry', 'retry'],
    },
    { code: 'employee.notFoundAnywhere', message: 'Check the e-mail.', decisions: [] },
  ],
};

describe('the next commands', () => {
  it('answer each step that waits, and where nobody knows the leaver, take the run back first', () => {
    expect(nextCommands(status, 'jane@example.com')).toEqual([
      'npx offboard rescind jane@example.com --reason "…"',
      'npx offboard decide jane@example.com deactivateZoomUser demoteAndRetry --reason "…"',
    ]);
  });

  it('release or rescind what is held, the id quoted where a shell needs it', () => {
    expect(nextCommands({ ...status, state: 'held' }, "O'Neil 1")).toEqual([
      `npx offboard release 'O'\\''Neil 1' --reason "…"`,
      `npx offboard rescind 'O'\\''Neil 1' --reason "…"`,
    ]);
  });
});

describe('the next commands of a run that HR took back, or whose policy cannot be read', () => {
  const about = (code: string) => ({ ...status, needs: [{ code, message: '', decisions: [] }] });

  it('answer the whole run', () => {
    expect(nextCommands(about('hr.withdrawn'), '4711')).toEqual([
      'npx offboard release 4711 --reason "…"',
      'npx offboard rescind 4711 --reason "…"',
    ]);
  });

  it('are none where nothing need be sent', () => {
    expect(nextCommands({ ...about('policy.unreadable'), state: 'held' }, '4711')).toEqual([]);
  });
});

describe('the status on a screen', () => {
  it('wraps what is long between words, and leaves commands in one piece', () => {
    const stdout = { write: () => undefined, columns: 60 };
    const lines = statusLines(status, 'jane@example.com', stdout);
    const prose = lines.filter((line) => !line.includes('$ npx'));
    expect(prose.every((line) => line.length <= 60)).toBe(true);
    expect(lines.some((line) => line.includes('demoteAndRetry --reason'))).toBe(true);
  });

  it.each([
    ['  short', 10, ['  short']],
    ['  one two three', 9, ['  one two', '  three']],
    ['  unbreakable-word', 8, ['  unbreakable-word']],
  ])('wraps %j at %d', (line, width, expected) => {
    expect(wrap(line, width)).toEqual(expected);
  });
});
