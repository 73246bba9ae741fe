import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { auditRowOf, unreadRow, type AuditRow } from '../../../src/domain/evidence/audit-row';
import { summaryOf } from '../../../src/domain/evidence/audit-summary';
import { percentile } from '../../../src/domain/evidence/percentiles';
import { detailed } from '../../support/sample-reports';

describe('percentiles by nearest rank', () => {
  const values = [15, 20, 35, 40, 50];
  it.each([
    [5, 15],
    [30, 20],
    [40, 20],
    [50, 35],
    [99, 50],
    [100, 50],
  ])('p%d of five values is %d', (percent, value) => {
    expect(percentile(values, percent)).toBe(value);
  });

  it('are values that are there, and of nothing none', () => {
    expect(percentile([], 50)).toBeUndefined();
    expect(percentile([7], 50)).toBe(7);
    const percents = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), percents, (numbers, percent) => {
        const sorted = [...numbers].sort((a, b) => a - b);
        const found = percentile(sorted, percent)!;
        expect(sorted).toContain(found);
        const notAbove = sorted.filter((value) => value <= found).length;
        expect(notAbove / sorted.length).toBeGreaterThanOrEqual(percent / 100);
      }),
    );
  });
});

const LISTED = { workflowId: 'w', runId: 'r', blockedOn: ['zoom.503'], isCutOff: false };
const row = (fields: Partial<AuditRow>): AuditRow => ({
  ...unreadRow(LISTED, 'x'),
  readFrom: 'evidence',
  ...fields,
});
const at = '2026-11-27T16:00:00.000Z';

describe('a row', () => {
  it('of a run that was cut off has the end that Temporal gave it', () => {
    const listed = { ...LISTED, state: 'terminated', isCutOff: true };
    expect(auditRowOf(listed, detailed())).toMatchObject({
      ...{ state: 'terminated', requestedBy: 'hr@example.com', secondsToContained: 1.295 },
      ...{ skipped: ['verifyAccessRemoved'], notApplicable: ['rotateZoomPassword'] },
    });
  });

  it('of an unread run has its result, else what the list says, and why', () => {
    expect(unreadRow(LISTED, 'why', detailed().status)).toMatchObject({
      ...{ readFrom: 'result', unread: 'why', state: 'completedWithExceptions' },
      ...{ email: 'jane.doe@example.com', openNeeds: [] },
    });
    expect(unreadRow(LISTED, 'why')).toEqual({
      ...{ workflowId: 'w', runId: 'r', readFrom: 'list', unread: 'why' },
      ...{ skipped: [], notApplicable: [], decisions: [], released: [], rescinded: [] },
      openNeeds: ['zoom.503'],
    });
  });
});

describe('a period in numbers', () => {
  it.each<[string, Partial<AuditRow>, string]>([
    [
      'contained, and cancelled then',
      { state: 'cancelled', startedAt: at, containedAt: at },
      'contained',
    ],
    [
      'contained, and taken back then',
      { state: 'rescinded', startedAt: at, containedAt: at },
      'takenBack',
    ],
    ['taken back in the midst of it', { state: 'rescinded', startedAt: at }, 'takenBack'],
    [
      'blocked and contained, as the list alone tells',
      { state: 'blocked', containedAt: at, readFrom: 'list' },
      'contained',
    ],
    ['completed without', { state: 'completed', startedAt: at }, 'neverContained'],
    ['terminated', { state: 'terminated', startedAt: at }, 'neverContained'],
    ['failed on its input', { state: 'failed', readFrom: 'list' }, 'neverContained'],
    ['cancelled in the midst of it', { state: 'cancelled', startedAt: at }, 'neverContained'],
    ['rescinded before its start', { state: 'rescinded' }, 'neverStarted'],
    ['blocked', { state: 'blocked', startedAt: at }, 'notYetContained'],
    ['held', { state: 'held' }, 'notYetContained'],
    ['scheduled', { state: 'scheduled' }, 'notYetDue'],
    ['not to be read', { state: 'completed', readFrom: 'list', unread: 'x' }, 'unknown'],
  ])('counts a run that is %s', (_what, fields, counted) => {
    const { runs: _all, dryRuns: _dry, unread: _unread, ...rest } = summaryOf([row(fields)]);
    const { states: _states, timeToContained: _time, ...counts } = rest;
    expect(Object.entries(counts).filter(([, count]) => count > 0)).toEqual([[counted, 1]]);
  });

  it('leaves dry runs out, and counts them', () => {
    const dry = row({ dryRun: true, secondsToContained: 1, containedAt: at });
    const real = row({ secondsToContained: 3, containedAt: at, state: 'completed' });
    const found = summaryOf([dry, real, row({ secondsToContained: 0, containedAt: at })]);
    expect(found).toMatchObject({
      ...{ runs: 2, dryRuns: 1, contained: 2, states: { completed: 1, notSeen: 1 } },
      timeToContained: { p50: 0, p90: 3, p95: 3, p99: 3, max: 3 },
    });
  });
});
