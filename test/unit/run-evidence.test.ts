import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareWithRun } from '../../src/domain/evidence/compare';
import type { AttemptEntry, OffboardingReport, ReportEntry } from '../../src/domain/report';
import { note } from '../../src/domain/run-evidence';
import { newRunRecord, type RunRecord } from '../../src/domain/run-record';
import { statusOf } from '../../src/domain/run-status';

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

const reportOf = (record: RunRecord): OffboardingReport => ({
  workflowId: 'offboarding-4711',
  runId: 'run-1',
  request: record.request,
  status: statusOf(record),
  entries: record.entries,
});

const attemptsIn = ({ entries }: RunRecord): AttemptEntry[] =>
  entries.filter((one): one is AttemptEntry => one.kind === 'attempt');

describe('the evidence', () => {
  it('keeps the first and the newest tries of a step, so that months fit into it', () => {
    const pattern = fc.array(attempt, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pattern, fc.integer({ min: 1, max: 60 }), (sweep, sweeps) => {
        const record = newRecord();
        const tries = Array.from({ length: sweeps }, () => sweep)
          .flat()
          .map((one, minute) => entry(one, minute));
        for (const one of structuredClone(tries)) note(record, one);
        const kept = attemptsIn(record);
        expect(kept.reduce((sum, { times = 1 }) => sum + times, 0)).toBe(tries.length);
        for (const name of ['sweepSessions', 'revokeZoomSsoToken'] as const) {
          const all = tries.filter((one) => one.step === name);
          const those = kept.filter((one) => one.step === name);
          // Between them one for each outcome with its code: nine.
          expect(those.length).toBeLessThanOrEqual(12 + 9 + 24);
          expect(those.slice(0, 12)).toEqual(all.slice(0, 12));
          if (all.length >= 12 + 24) expect(those.slice(-24)).toEqual(all.slice(-24));
        }
      }),
    );
  });

  it('goes on counting in a run that continues as new', () => {
    const record = newRecord();
    const sweep = (minute: number) => entry({ step: 'sweepSessions', outcome: 'done' }, minute);
    for (let minute = 0; minute < 100; minute += 1) note(record, sweep(minute));
    const carried = JSON.parse(JSON.stringify(record)) as RunRecord;
    for (let minute = 100; minute < 1_000; minute += 1) note(carried, sweep(minute));
    const kept = attemptsIn(carried);
    expect(kept).toHaveLength(12 + 1 + 24);
    expect(kept[12]).toMatchObject({ at: at(12), times: 1_000 - 12 - 24, until: at(975) });
    expect(kept.at(-1)).toEqual(sweep(999));
  });

  it('bears out what was written of it at any time before', () => {
    const sizes = fc.integer({ min: 1, max: 150 });
    fc.assert(
      fc.property(
        fc.array(attempt, { minLength: 1, maxLength: 5 }),
        sizes,
        sizes,
        (sweep, n, m) => {
          const record = newRecord();
          const reportNow = () => structuredClone(reportOf(record));
          const add = (minute: number) =>
            note(record, entry(sweep[minute % sweep.length]!, minute));
          for (let minute = 0; minute < n; minute += 1) add(minute);
          const filed = { ...reportNow(), asOf: at(n) };
          for (let minute = n; minute < n + m; minute += 1) add(minute);
          const found = compareWithRun(filed, reportNow(), undefined);
          expect(found).toMatchObject({ since: expect.any(Number) });
          // What is taken out of the file, or put into it, shows all the same.
          const less = structuredClone(filed);
          less.entries.splice(0, 1);
          expect(compareWithRun(less, reportNow(), undefined)).toMatch(/^Entry 1 /);
          const more = structuredClone(filed);
          more.entries.push(entry({ step: 'sweepSessions', outcome: 'lost' }, n));
          expect(compareWithRun(more, reportNow(), undefined)).toMatch(/^Entry \d+ /);
        },
      ),
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

  it("keeps everything that is not a step's try, and the first and newest tries, one by one", () => {
    const record = newRecord();
    const messages: ReportEntry[] = Array.from({ length: 30 }, (_, minute) => ({
      kind: 'message',
      at: at(minute),
      message: 'rescind',
      refused: 'The run has ended.',
    }));
    for (const message of messages) note(record, message);
    expect(record.entries).toEqual(messages);
    for (let minute = 0; minute < 12 + 24; minute += 1)
      note(record, entry({ step: 'sweepSessions', outcome: 'done' }, minute));
    expect(attemptsIn(record)).toHaveLength(12 + 24);
    expect(attemptsIn(record).every(({ times }) => times === undefined)).toBe(true);
  });
});
