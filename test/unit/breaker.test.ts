import { describe, expect, it } from '@jest/globals';
import { countTermination, limitOf, type BreakerRecord } from '../../src/domain/breaker';
import { policySchema } from '../../src/domain/policy';

const MINUTE = 60_000;
const breaker = { count: 3, window: '1h', percent: undefined, headcount: undefined };
const ask = (record: BreakerRecord, key: string, minute: number) =>
  countTermination(record, { key, source: 'standard', breaker }, minute * MINUTE);

describe('the breaker', () => {
  it('lets as many through as the policy says, holds the further ones, and trips once', () => {
    const record: BreakerRecord = { counted: [] };
    const verdicts = ['a', 'b', 'c', 'd', 'e'].map((key, minute) => ask(record, key, minute));
    expect(verdicts.map(({ held }) => held)).toEqual([false, false, false, true, true]);
    expect(verdicts.map(({ trips }) => trips)).toEqual([false, false, false, true, false]);
  });

  it('counts a run once, and answers it the same again', () => {
    const record: BreakerRecord = { counted: [] };
    for (let minute = 0; minute < 5; minute += 1) expect(ask(record, 'a', minute).held).toBe(false);
    for (const key of ['b', 'c', 'd']) ask(record, key, 6);
    expect(ask(record, 'd', 50)).toMatchObject({ held: true, trips: false });
  });

  it('holds for as long as the flood lasts, and lets through again once a window has been calm', () => {
    const record: BreakerRecord = { counted: [] };
    for (let minute = 0; minute < 200; minute += 10) ask(record, `run ${minute}`, minute);
    expect(ask(record, 'in the flood', 201).held).toBe(true);
    expect(ask(record, 'after it', 262)).toMatchObject({ held: false, within: 1 });
    expect(record.trippedAt).toBeUndefined();
  });

  it('takes a percentage of a headcount where that is less', () => {
    expect(limitOf({ ...breaker, percent: 1, headcount: 200 })).toBe(2);
    expect(limitOf({ ...breaker, percent: 50, headcount: 200 })).toBe(3);
    expect(limitOf({ ...breaker, percent: 1, headcount: 10 })).toBe(1);
    const half = policySchema.safeParse({ breaker: { percent: 5 } });
    expect(half.error?.issues[0]?.path).toEqual(['breaker', 'percent']);
  });
});
