import { describe, expect, it } from '@jest/globals';
import type { HrFact } from '../../../src/domain/hr/fact';
import { nextMove } from '../../../src/domain/hr/next-move';
import { newHrRecord, type FollowedRun, type HrRecord } from '../../../src/domain/hr/record';

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
let count = 0;
const fact = (
  kind: HrFact['kind'],
  occurredAt: string,
  effectiveAt: string = occurredAt,
  source = 'bamboohr',
): HrFact => ({
  source,
  id: `e${(count += 1)}`,
  kind,
  effectiveAt,
  occurredAt,
  receivedAt: occurredAt,
});
const record = (facts: HrFact[], more: Partial<HrRecord> = {}): HrRecord => ({
  ...newHrRecord(),
  facts,
  ...more,
});
const openRun: FollowedRun = {
  workflowId: 'offboarding-1',
  isJoined: false,
  factId: 'e0',
  effectiveAt: at(30),
  state: 'scheduled',
  told: '',
};
const move = (...about: Parameters<typeof record>) => {
  const next = nextMove(record(...about), at(15));
  return next.kind === 'nothing' ? next.kind : `${next.kind} ${next.termination.effectiveAt}`;
};

describe('the next move', () => {
  it('starts what stands, tells a run that is there, and leaves alone what has been answered', () => {
    const end = fact('terminate', at(1), at(30));
    expect(move([end])).toBe(`start ${at(30)}`);
    expect(move([end], { run: openRun })).toBe(`tell ${at(30)}`);
    expect(move([end], { settled: [end.id] })).toBe('nothing');
    expect(move([end], { carriedOut: { until: at(30), at: at(30), now: false } })).toBe('nothing');
    expect(move([])).toBe('nothing');
  });

  it('asks once about what was taken back after it had been carried out', () => {
    const facts = [fact('terminate', at(1), at(2)), fact('cancel', at(5))];
    const carriedOut = { until: at(2), at: at(2, 1), now: false };
    expect(move(facts, { carriedOut })).toBe(`ask ${at(2)}`);
    expect(move(facts, { carriedOut, settled: [facts[1]!.id] })).toBe('nothing');
    expect(move(facts)).toBe('nothing');
  });

  it('cuts nobody off who works there anew, whatever comes late', () => {
    const late = [fact('terminate', at(1), at(2)), fact('rehire', at(8), at(10))];
    expect(move(late)).toBe('nothing');
    expect(move(late, { run: openRun })).toBe(`tell ${at(2)}`);
  });

  it('does again what is recorded anew after it was given back, for the same day too', () => {
    const carriedOut = { until: at(2), at: at(2, 1), now: true };
    const facts = [fact('terminate', at(1), at(2)), fact('cancel', at(5))];
    const settled = facts.map(({ id }) => id);
    expect(move([...facts, fact('terminate', at(6), at(2))], { carriedOut, settled })).toBe(
      `start ${at(2)}`,
    );
  });

  it('takes a repeated "gone" without a date for the same end, for two months', () => {
    const gone = (day: number) => ({ ...fact('terminate', at(day)), atOnce: true as const });
    const carriedOut = { until: at(2), at: at(2, 1), now: false };
    expect(move([gone(2), gone(12)], { carriedOut })).toBe('nothing');
    expect(move([gone(2), gone(70)], { carriedOut })).toBe(`start ${at(70)}`);
  });

  it('asks where a run was cancelled half-way, and the termination is taken back', () => {
    const facts = [fact('terminate', at(1), at(2)), fact('cancel', at(5))];
    const run = { ...openRun, state: 'cancelled' as const };
    expect(move(facts, { run, settled: [facts[0]!.id] })).toBe(`ask ${at(2)}`);
  });

  it('starts anew for a later end', () => {
    const carriedOut = { until: at(2), at: at(2, 1), now: false };
    expect(
      move([fact('terminate', at(1), at(2)), fact('change', at(6), at(20))], { carriedOut }),
    ).toBe(`start ${at(20)}`);
  });

  describe('with two sources', () => {
    const hr = fact('terminate', at(1), at(30));
    const suspended = fact('terminate', at(5), at(5), 'okta');
    const restored = fact('rehire', at(6), at(6), 'okta');

    it('does the earlier of their ends first, and needs no second run for the later', () => {
      expect(move([hr, suspended])).toBe(`start ${at(5)}`);
      const carriedOut = { until: at(30), at: at(5, 1), now: false };
      expect(move([hr, suspended], { carriedOut })).toBe('nothing');
    });

    it('still does the later end, where somebody came back in between', () => {
      const carriedOut = { until: at(30), at: at(5, 1), now: false };
      expect(move([hr, suspended, restored], { carriedOut })).toBe(`start ${at(30)}`);
    });

    it('lets neither take back what the other said', () => {
      expect(move([hr, fact('cancel', at(9), at(9), 'okta')])).toBe(`start ${at(30)}`);
      expect(move([hr, suspended, fact('cancel', at(9))], { run: openRun })).toBe(`tell ${at(5)}`);
    });
  });

  it('does what is to go at once before what has a date', () => {
    const urgent = { ...fact('revokeNow', at(9)), source: 'hibob' };
    expect(move([fact('terminate', at(1), at(8)), urgent])).toBe(`start ${at(9)}`);
  });
});
