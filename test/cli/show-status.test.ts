import { describe, expect, it } from '@jest/globals';
import { nextCommands } from '../../src/cli/next-commands';
import { statusLines, wrap } from '../../src/cli/show-status';
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
  it('answer each step that waits, with its first decision', () => {
    expect(nextCommands(status, 'jane@example.com')).toEqual([
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
