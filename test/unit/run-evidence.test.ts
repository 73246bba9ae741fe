import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AttemptEntry, ReportEntry } from '../../src/domain/report';
import { note } from '../../src/domain/run-evidence';
import { newRunRecord, type RunRecord } from '../../src/domain/run-record';

const START = Date.parse('2026-11-27T16:00:00Z');
const at = (minute: number): string => new Date(START + minute * 60_000).toISOString();

const newRecord = (): RunRecord =>
  newRunRecord(
    { email: 'jane.doe@example.com', urgency: 'standard', dryRun: false },
    '2026-11-27T16:00:00.000Z',
  );

const outcome = fc.constantFrom<AttemptEntry['outcome']>('done', 'notApplicable', 'failed');
const step = fc.constantFrom<AttemptEntry['step']>('sweepSessions', 'revokeZoomSsoToken');
const attempt = fc.record({
  step,
  outcome,
  code: fc.constantFrom('zoom.503', 'zoom.timeout', 'cloudflare.500'),
  message: fc.constantFrom('a', 'b'),
});

const entry = (fields: Pick<AttemptEntry, 'step' | 'outcome'>, minute: number): AttemptEntry => ({
  kind: 'attempt',
  at: at(minute),
  attempt: minute + 1,
  exchanges: [],
  ...fields,
});

const attemptsIn = ({ entries }: RunRecord): AttemptEntry[] =>
  entries.filter((one): one is AttemptEntry => one.kind === 'attempt');

describe('the evidence', () => {
  it('counts a sweep that goes as the ones before it, so that months fit into it', () => {
    const pattern = fc.array(attempt, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pattern, fc.integer({ min: 1, max: 60 }), (sweep, sweeps) => {
        const record = newRecord();
        let minute = 0;
        for (let i = 0; i < sweeps; i += 1)
          for (const one of sweep) note(record, entry(one, (minute += 1)));
        // For each of two steps: the first twelve, and what is new in a window of eight.
        expect(record.entries.length).toBeLessThanOrEqual(2 * (12 + 8));
        const counted = attemptsIn(record).reduce((sum, { times = 1 }) => sum + times, 0);
        expect(counted).toBe(sweeps * sweep.length);
      }),
    );
  });

  it('keeps the first and the last time of what it counts, and loses no kind of outcome', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 200 }), (tries) => {
        const record = newRecord();
        tries.forEach((one, minute) => note(record, entry(one, minute)));
        const kept = attemptsIn(record);
        for (const { at: first, until = first } of kept) expect(until >= first).toBe(true);
        const kindOf = ({ step: name, outcome: how, code = '' }: Partial<AttemptEntry>) =>
          `${name} ${how} ${code}`;
        expect(new Set(kept.map(kindOf))).toEqual(new Set(tries.map(kindOf)));
      }),
    );
  });

  it("keeps everything that is not a step's try, and every first try, one by one", () => {
    const record = newRecord();
    const messages: ReportEntry[] = Array.from({ length: 30 }, (_, minute) => ({
      kind: 'message',
      at: at(minute),
      message: 'rescind',
      refused: 'The run has ended.',
    }));
    for (const message of messages) note(record, message);
    expect(record.entries).toEqual(messages);
    for (let minute = 0; minute < 12; minute += 1)
      note(record, entry({ step: 'sweepSessions', outcome: 'done' }, minute));
    expect(attemptsIn(record)).toHaveLength(12);
    expect(attemptsIn(record).every(({ times }) => times === undefined)).toBe(true);
  });
});
