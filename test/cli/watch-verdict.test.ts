import { describe, expect, it } from '@jest/globals';
import { verdict } from '../../src/cli/status/watch-run';
import type { OffboardingStatus, RunState } from '../../src/domain/status';

const status = (state: RunState, containedAt?: string): OffboardingStatus => ({
  state,
  email: 'jane@example.com',
  effectiveAt: '2026-11-27T16:00:00.000Z',
  ...(containedAt && { containedAt }),
  steps: [],
  needs: [],
});

describe('how a watch ends', () => {
  it.each<[RunState, number | undefined, number | undefined]>([
    ['scheduled', undefined, undefined],
    ['running', undefined, undefined],
    ['contained', undefined, undefined],
    ['held', undefined, 1],
    ['blocked', undefined, 1],
    ['completed', 0, 0],
    ['completedWithExceptions', 0, 0],
    ['rescinded', 0, 0],
    ['cancelled', 1, 1],
  ])('%s: on a terminal %s, elsewhere %s', (state, onTerminal, elsewhere) => {
    expect(verdict(status(state), 'ended', true)).toBe(onTerminal);
    expect(verdict(status(state), 'ended', false)).toBe(elsewhere);
  });

  it.each<[RunState | undefined, number]>([
    ['completed', 0],
    ['completedWithExceptions', 0],
    ['blocked', 1],
    ['held', 1],
    [undefined, 1],
  ])('after a dry run whose real run would be %s: %s', (wouldBe, exit) => {
    const ended = { ...status('completed'), dryRun: true, ...(wouldBe && { wouldBe }) } as const;
    expect(verdict(ended, 'ended', true)).toBe(exit);
  });

  it('until contained: as soon as the access is cut, blocked or not', () => {
    const at = '2026-11-27T16:00:01.000Z';
    expect(verdict(status('contained', at), 'contained', true)).toBe(0);
    expect(verdict(status('blocked', at), 'contained', false)).toBe(0);
    expect(verdict(status('running'), 'contained', false)).toBeUndefined();
    expect(verdict(status('blocked'), 'contained', false)).toBe(1);
  });
});
