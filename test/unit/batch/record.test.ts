import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseBatchRequest } from '../../../src/domain/parsing';
import {
  follow,
  hasFreeSlot,
  isSettled,
  learn,
  newBatchRecord,
  noteJoined,
  workingChildren,
  type BatchRecord,
} from '../../../src/domain/batch/record';
import { batchStatusOf } from '../../../src/domain/batch/record-status';
import { addRows, takeRow } from '../../../src/domain/batch/rows';
import type { RunState } from '../../../src/domain/status';

const STATES = [
  ...['scheduled', 'held', 'running', 'contained', 'blocked', 'completed'],
  ...['completedWithExceptions', 'rescinded', 'cancelled', 'failed'],
] as (RunState | 'failed')[];

function newRecord(window = 100): BatchRecord {
  const parsed = parseBatchRequest({ window });
  if ('problem' in parsed) throw new Error(parsed.problem);
  return newBatchRecord(parsed.value);
}

const sum = (counts: object): number =>
  (Object.values(counts) as number[]).reduce((total, count) => total + count, 0);

/** Adds so many rows, and begins with each. */
function begun(count: number, window?: number): BatchRecord {
  const record = newRecord(window);
  const rows = Array.from({ length: count }, (_, index) => ({
    index,
    email: `${index}@x.example`,
  }));
  addRows(record, { rows, last: true });
  for (let row = takeRow(record); row; row = takeRow(record)) follow(record, row.email, row.line);
  return record;
}

describe("a batch's record", () => {
  it('counts each leaver once, whatever is reported, of whom, and how often', () => {
    const reports = fc.array(
      fc.tuple(fc.integer({ min: -1, max: 5 }), fc.constantFrom('joined' as const, ...STATES)),
    );
    fc.assert(
      fc.property(reports, (list) => {
        const record = begun(5);
        for (const [who, state] of list) {
          const id = who < 0 ? '__proto__' : `${who}@x.example`;
          if (state === 'joined') noteJoined(record, id);
          else learn(record, id, state);
        }
        const { counts, problems, moreProblems } = batchStatusOf(record);
        expect(sum(counts)).toBe(5);
        expect(Math.min(...Object.values(counts))).toBeGreaterThanOrEqual(0);
        expect(record.slots).toBe(Object.values(record.children).filter(({ slot }) => slot).length);
        const { blocked, held, failed, cancelled } = counts;
        expect(problems.length + moreProblems).toBe(blocked + held + failed + cancelled);
        expect(isSettled(record)).toBe(counts.running + counts.contained === 0);
        expect(workingChildren(record)).toHaveLength(counts.running + counts.contained);
      }),
    );
  });

  it.each(STATES.filter((state) => state !== 'running'))(
    'frees the slot of one that is %s',
    (state) => {
      const record = begun(1, 1);
      expect(hasFreeSlot(record)).toBe(false);
      learn(record, '0@x.example', state);
      expect(hasFreeSlot(record)).toBe(true);
      // It goes on later, with nobody's slot.
      learn(record, '0@x.example', 'running');
      expect(hasFreeSlot(record)).toBe(true);
    },
  );

  it('leaves one that says that it runs its slot', () => {
    const record = begun(1, 1);
    learn(record, '0@x.example', 'running');
    expect(hasFreeSlot(record)).toBe(false);
  });

  it('frees the slot of one that was joined', () => {
    const record = begun(1, 1);
    noteJoined(record, '0@x.example');
    expect(hasFreeSlot(record)).toBe(true);
    expect(record.counts).toMatchObject({ running: 0, joined: 1 });
  });

  it('hears no more of one that has ended', () => {
    const record = begun(1);
    learn(record, '0@x.example', 'completed');
    learn(record, '0@x.example', 'contained');
    expect(record.counts).toMatchObject({ completed: 1, contained: 0 });
  });

  it('names 100 problems at the most, those that ended first, and counts the others', () => {
    const record = begun(150);
    for (let at = 0; at < 90; at += 1) learn(record, `${at}@x.example`, 'blocked');
    for (let at = 90; at < 120; at += 1) learn(record, `${at}@x.example`, 'failed', 'why');
    const { problems, moreProblems } = batchStatusOf(record);
    expect(problems).toHaveLength(100);
    expect(moreProblems).toBe(20);
    expect(problems[0]).toEqual({
      ...{ line: 91, workflowId: '90@x.example', state: 'failed', message: 'why' },
    });
    learn(record, '0@x.example', 'completed');
    expect(batchStatusOf(record)).toMatchObject({ moreProblems: 19 });
  });

  it('fits into one payload of Temporal: lets go of runs that wait, never of one that works', () => {
    const record = newRecord(500);
    const id = (at: number) => `offboarding-${String(at).padStart(200, 'x')}`;
    for (let at = 0; at < 6_000; at += 1) {
      follow(record, id(at), at + 2);
      if (at > 0) learn(record, id(at), at % 2 === 0 ? 'scheduled' : 'blocked');
    }
    expect(JSON.stringify(record.children).length).toBeLessThan(900_000);
    expect(record.counts).toMatchObject({ running: 1, scheduled: 2_999, blocked: 3_000 });
    expect(workingChildren(record)).toEqual([id(0)]);
    // One that was let go of stays counted as what it was.
    learn(record, id(1), 'completed');
    expect(record.counts).toMatchObject({ blocked: 3_000, completed: 0 });
    learn(record, id(5_999), 'completed');
    expect(record.counts).toMatchObject({ blocked: 2_999, completed: 1 });
  });

  it('begins no more where those that work fill a payload', () => {
    const record = newRecord(500);
    let started = 0;
    for (; hasFreeSlot(record) && started < 10_000; started += 1) {
      const id = `offboarding-${String(started).padStart(240, 'x')}`;
      follow(record, id, started);
      learn(record, id, 'contained');
    }
    expect(started).toBeLessThan(3_000);
    expect(workingChildren(record)).toHaveLength(started);
    // One of them waits now for a person, and makes room by that.
    learn(record, workingChildren(record)[0] ?? '', 'blocked');
    expect(hasFreeSlot(record)).toBe(true);
    expect(record.slots).toBe(0);
  });
});
