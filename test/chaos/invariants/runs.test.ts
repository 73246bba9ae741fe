import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../evidence/evidence';
import { attemptOf, block, broken, make, only, planted, said, same, stepOf } from './planted';
import { EMAIL, OPENED_AT, PASSWORD, reportOf, runOf } from './sound-evidence';

const ONCE = 'no run twice';
const PASSWORDS = 'passwords change once';
const SECRETS = 'no secret leaves';
const KEPT = 'nothing that was acknowledged is lost';
const SOUND = 'no run is cut off, no workflow broken';
const HOLDS = 'the evidence holds';

describe('runs', () => {
  const second = (openedAt: number, source?: string) =>
    planted((all) => {
      const report = { ...reportOf(), runId: 'run-2' };
      if (source) report.request.source = source;
      all.runs.push(runOf(report, { openedAt, closedAt: openedAt + 5_000 }));
    });

  it('two at the same time', () => {
    expect(said(second(OPENED_AT + 4_000))).toContain('was open when');
  });

  it.each([undefined, 'standard', 'batch'])('one that nothing asked for (%s)', (source) => {
    const evidence = second(OPENED_AT + 60_000, source);
    for (const { what } of [{ what: 'hr' }, { what: 'batch' }] as const)
      if (source) evidence.sent.push({ ...evidence.sent[0]!, what, acknowledgedAt: OPENED_AT });
    if (source) {
      const third = { ...reportOf(), runId: 'run-3' };
      third.request.source = source;
      evidence.runs.push(runOf(third, { openedAt: OPENED_AT + 90_000 }));
    }
    expect(said(evidence)).toContain('nothing asked for the run');
    expect(broken(evidence)).toContain(ONCE);
  });

  it('one more is right while its start is on its way', () => {
    const evidence = second(OPENED_AT + 6_000);
    evidence.sent[0]!.acknowledgedAt = OPENED_AT + 7_000;
    expect(broken(evidence)).not.toContain(ONCE);
  });
});

describe('passwords', () => {
  const changed = (times: number, failed?: string) =>
    planted((all) => {
      Object.assign(only(all).after.zoom!, { passwordChanges: times });
      if (!failed) return;
      stepOf(all, 'rotateZoomPassword').attempts = 2;
      const done = attemptOf(all, 'rotateZoomPassword');
      only(all).run.report.entries.push({ ...done, outcome: 'failed', code: failed });
      same(all);
    });

  it('twice without a reason, or after a try that was refused', () => {
    expect(broken(changed(2))).toEqual([PASSWORDS]);
    expect(broken(changed(2, 'zoom.429'))).toEqual([PASSWORDS]);
    expect(broken(changed(2, 'zoom.400.300'))).toEqual([PASSWORDS]);
  });

  it.each(['zoom.timeout', 'zoom.network', 'zoom.503', 'zoom.200.unreadable', 'worker.lost'])(
    'twice is right after %s, and three times is not',
    (code) => {
      expect(broken(changed(2, code))).toEqual([]);
      expect(broken(changed(3, code))).toEqual([PASSWORDS]);
    },
  );
});

describe('what stays', () => {
  it('a password in a log', () => {
    const evidence = planted((all) => {
      all.haystacks['log of worker1-1'] = `sent {"password":"${PASSWORD}"}`;
    });
    expect(broken(evidence)).toEqual([SECRETS]);
    expect(said(evidence)).not.toContain(PASSWORD);
  });

  it("a leaver's e-mail in a history, where it is none that may be read", () => {
    const history = { 'history of run-1': JSON.stringify({ email: EMAIL }) };
    const kept = (people: Evidence['people']) =>
      planted((all) => void Object.assign(all, { histories: history, people }));
    expect(broken(kept(new Map()))).toEqual([]);
    const encrypted = kept(new Map([[EMAIL, 'e-mail of leaver 1']]));
    expect(broken(encrypted)).toEqual([SECRETS]);
    expect(said(encrypted)).toContain('history of run-1: e-mail of leaver 1');
  });

  it.each<[string, (evidence: Evidence) => void]>([
    ['a start whose run is another', (all) => void (all.sent[0]!.token = 'run-0')],
    ['a start that nobody acknowledged', (all) => void delete all.sent[0]!.acknowledgedAt],
    ['an event without a record', (all) => Object.assign(all.sent[0]!, { what: 'hr' })],
    ['a message that is in no report', (all) => Object.assign(all.sent[0]!, { what: 'message' })],
    ['an error that no sender should read', (all) => void all.oddities.push('TypeError')],
  ])('%s', (_what, plant) => {
    expect(broken(planted(plant))).toContain(KEPT);
  });

  it.each<[string, (evidence: Evidence) => void]>([
    ['a run that failed', (all) => void all.cutOff.push({ workflowId: 'w', execution: 'FAILED' })],
    ['a broken workflow', (all) => void all.historyFaults.push({ workflowId: 'w', fault: 'x' })],
    [
      'an unhandled rejection',
      (all) => void (all.programs[0]!.output = 'UnhandledPromiseRejection: no'),
    ],
  ])('%s', (_what, plant) => {
    expect(broken(planted(plant))).toEqual([SOUND]);
  });

  it('a report that reads differently from its history', () => {
    const ended = planted((all) => void all.runs[0]!.reportAnew.entries.pop());
    expect(broken(ended)).toEqual([HOLDS]);
    const underWay = planted((all) => {
      make(all, 'zoomRoom');
      block(all, 'deactivateZoomUser', 'zoom.400.200');
      Object.assign(all.runs[0]!.reportAnew.entries[3]!, { outcome: 'failed' });
    });
    expect(broken(underWay)).toEqual([HOLDS]);
  });
});
