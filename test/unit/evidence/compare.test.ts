import { describe, expect, it } from '@jest/globals';
import { compareWithRun } from '../../../src/domain/evidence/compare';
import {
  isDismissal,
  withDismissals,
  type Dismissal,
} from '../../../src/domain/evidence/dismissals';
import type { AttemptEntry, OffboardingReport } from '../../../src/domain/report';
import { after, attempt, detailed } from '../../support/sample-reports';

const YEAR = 365 * 86_400_000;
const run = detailed();
const differenceFromRun = (...compared: Parameters<typeof compareWithRun>): string | undefined => {
  const found = compareWithRun(...compared);
  return typeof found === 'string' ? found : undefined;
};
/** The same run while it was blocked, before the decision. */
function before(): OffboardingReport {
  const report = detailed();
  report.entries = report.entries.slice(0, 13);
  report.status = { ...report.status, state: 'blocked' };
  delete report.status.finishedAt;
  return report;
}
/** The report with a change in it. */
const changed = (change: (report: OffboardingReport) => void, report = detailed()) => {
  change(report);
  return differenceFromRun(report, run, undefined);
};

describe('a report and the run that it is of', () => {
  it('are the same', () => {
    expect(differenceFromRun(detailed(), run, undefined)).toBeUndefined();
  });

  it('are the same where the file is from before dry runs said what a real run would be', () => {
    const status = { ...run.status, wouldBe: 'blocked' } as const;
    expect(differenceFromRun(run, { ...run, status }, undefined)).toBeUndefined();
    const other = { ...run, status: { ...status, wouldBe: 'completed' as const } };
    expect(differenceFromRun(other, { ...run, status }, undefined)).toContain('The status');
  });

  it('are the same where the run has gone on since', () => {
    expect(differenceFromRun(before(), run, undefined)).toBeUndefined();
  });

  it('are the same where a repeated try was repeated more often since', () => {
    const earlier = before();
    const { times: _times, until: _until, ...once } = run.entries[13] as AttemptEntry;
    for (const seen of [once, { ...once, times: 4, until: after(3 * 900_000) }]) {
      const report = { ...earlier, entries: [...earlier.entries, seen] };
      expect(differenceFromRun(report, run, undefined)).toBeUndefined();
    }
  });

  it.each<[string, (report: OffboardingReport) => void, string]>([
    ['another run', (report) => (report.runId = 'other'), 'is about run other'],
    ['another request', (report) => (report.request.reason = 'x'), 'The request in the file'],
    ['a changed entry', ({ entries }) => (entries[3]!.at = after(0)), 'Entry 4 is not as'],
    ['an entry taken out', ({ entries }) => entries.splice(5, 1), 'Entry 6 is not as'],
    ['one put in', ({ entries }) => entries.splice(5, 0, entries[4]!), 'Entry 6 is not as'],
    [
      'one put at the end',
      ({ entries }) => entries.push(attempt('sweepSessions', 9)),
      'Entry 17 and',
    ],
    ['the end cut off', ({ entries }) => entries.pop(), 'some were removed from its end'],
    ['another end', ({ status }) => (status.state = 'completed'), 'The status in the file'],
    [
      'a try repeated more often than the run knows',
      ({ entries }) => ((entries[13] as AttemptEntry).times = 13),
      'Entry 14 is not as',
    ],
  ])('differ by %s', (_what, change, words) => {
    expect(changed(change)).toContain(words);
  });

  it.each(['startedAt', 'containedAt', 'email'] as const)(
    'differ by %s, which stays in a run under way',
    (field) => {
      const words = `${field} was changed`;
      expect(changed(({ status }) => (status[field] = after(1)), before())).toContain(words);
    },
  );

  it('differ where the file claims of a run under way what none of its entries says', () => {
    const forged = before();
    forged.status.steps = forged.status.steps.map((step) => ({ ...step, state: 'done' }));
    expect(differenceFromRun(forged, run, undefined)).toMatch(/calls \w+ done, and no entry/);
  });

  it('differ where what was older than the file was left out of it', () => {
    const short = { ...before(), asOf: after(30 * 86_400_000) };
    expect(differenceFromRun(short, run, undefined)).toContain('Entry 14 of the run is older');
  });

  it('differ where the status of a run that was cut off was made another', () => {
    const cutOff = before();
    const filed = before();
    filed.status.steps = [];
    expect(differenceFromRun(filed, cutOff, 'It was terminated.')).toContain('was cut off');
    expect(differenceFromRun(before(), cutOff, 'It was terminated.')).toBeUndefined();
  });

  it('may differ by what people dismissed since of what HR asked, but not by what they dismissed before', () => {
    const dismissal = (at: string): Dismissal => ({
      ...{ kind: 'message', message: 'dismiss', at, by: 'Ann', reason: 'done by hand' },
      ...{ to: 'hr-events-4711', codes: ['hr.withdrawnAfterEnd'] },
    });
    const [early, late] = [dismissal(after(1_400)), dismissal(after(5 * 3_600_000))];
    const both = withDismissals(detailed(), [early, late]);
    const kinds = both.entries.map((entry) => (isDismissal(entry) ? 'dismissal' : entry.kind));
    expect([kinds.indexOf('dismissal'), kinds.lastIndexOf('dismissal')]).toEqual([9, 17]);
    expect(differenceFromRun(both, both, undefined)).toBeUndefined();
    const earlyOnly = withDismissals(detailed(), [early]);
    expect(compareWithRun(earlyOnly, both, undefined)).toEqual({ since: 1, counted: 0 });
    expect(differenceFromRun(withDismissals(detailed(), [late]), both, undefined)).toMatch(
      /^Entry 10 of the run is older than the file/,
    );
    expect(differenceFromRun(both, earlyOnly, undefined)).toMatch(/^Entry 18 is not in HR's/);
    expect(withDismissals(detailed(), [dismissal(after(-YEAR))])).toEqual(detailed());
  });

  it('differ by the account that a reversal would restore', () => {
    const account = { id: 'u1', status: 'active', type: 2, roleId: '1' };
    const filed = { ...detailed(), zoomBefore: { ...account, roleId: '2' } };
    expect(differenceFromRun(filed, { ...run, zoomBefore: account }, undefined)).toContain('Zoom');
  });
});
