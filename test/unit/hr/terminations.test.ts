import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HrFact } from '../../../src/domain/hr/fact';
import { terminationsBy, terminationsIn } from '../../../src/domain/hr/terminations';

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
let count = 0;
const fact = (
  kind: HrFact['kind'],
  occurredAt: string,
  effectiveAt: string = occurredAt,
): HrFact => ({
  source: 'standard',
  id: `e${(count += 1)}`,
  kind,
  effectiveAt,
  occurredAt,
  receivedAt: occurredAt,
});

const wantedIn = (facts: readonly HrFact[]) => terminationsBy('standard', facts);

const anyFact = fc
  .record({
    kind: fc.constantFrom<HrFact['kind']>('terminate', 'change', 'cancel', 'revokeNow', 'rehire'),
    id: fc.uuid(),
    occurredAt: fc.integer({ min: 1, max: 20 }).map((day) => at(day)),
    effectiveAt: fc.integer({ min: 1, max: 28 }).map((day) => at(day, 17)),
  })
  .map((given): HrFact => ({ ...given, source: 'standard', receivedAt: given.occurredAt }));
const someFacts = fc.uniqueArray(anyFact, { maxLength: 12, selector: ({ id }) => id });

describe('what HR wants', () => {
  it('does not depend on the order of arrival', () => {
    const shuffled = someFacts.chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([facts, other]) => {
        expect(terminationsIn(other)).toEqual(terminationsIn(facts));
      }),
      { numRuns: 500 },
    );
  });

  it('is that of the newest fact', () => {
    fc.assert(
      fc.property(someFacts, anyFact, (facts, last) => {
        const newest = { ...last, occurredAt: at(25) };
        const state = wantedIn([...facts, newest]).at(-1);
        const stands = state !== undefined && state.withdrawnBy === undefined;
        // One that has passed before a rehire is history: nothing takes it back.
        if (newest.kind === 'cancel' && stands)
          expect(state.effectiveAt <= newest.occurredAt).toBe(true);
        if (newest.kind === 'revokeNow') expect(state).toMatchObject({ now: true });
        if (newest.kind === 'terminate' || newest.kind === 'change')
          expect(state).toMatchObject({ effectiveAt: newest.effectiveAt, fact: newest });
      }),
      { numRuns: 500 },
    );
  });

  it('lets a termination stand whose end comes before a rehire, and drops one that comes after it', () => {
    const end = fact('terminate', at(1), at(10));
    expect(wantedIn([end, fact('rehire', at(5), at(20))])).toEqual([
      expect.objectContaining({ effectiveAt: at(10), fact: end }),
    ]);
    const [dropped] = wantedIn([end, fact('rehire', at(5), at(8))]);
    expect(dropped?.withdrawnBy?.kind).toBe('rehire');
  });

  it('keeps two employments apart', () => {
    const first = fact('terminate', at(1), at(2));
    const second = fact('terminate', at(20), at(28));
    const found = wantedIn([second, fact('rehire', at(10)), first]);
    expect(found.map(({ effectiveAt }) => effectiveAt)).toEqual([at(2), at(28)]);
  });

  it('keeps "revoke now" through a change of the date, and drops it with the termination', () => {
    const now = fact('revokeNow', at(2));
    const first = fact('terminate', at(1), at(20));
    expect(wantedIn([first, now, fact('change', at(3), at(25))]).at(-1)).toMatchObject({
      now: true,
      effectiveAt: at(25),
    });
    const anew = [first, now, fact('cancel', at(4)), fact('terminate', at(5), at(20))];
    expect(wantedIn(anew).at(-1)).toMatchObject({ now: false });
  });
});
