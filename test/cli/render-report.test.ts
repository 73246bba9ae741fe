import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/cli/evidence/sha256';
import { renderReport } from '../../src/cli/evidence/render-report';
import { sealReport } from '../../src/domain/evidence/sealed-report';
import type { OffboardingReport, ReportEntry } from '../../src/domain/report';

const at = (second: number) => `2026-11-27T16:00:0${second}.000Z`;
const entries: ReportEntry[] = [
  { kind: 'message', at: at(0), message: 'startNow', by: 'Ann', reason: 'left the building' },
  { kind: 'state', at: at(0), state: 'running' },
  {
    kind: 'attempt',
    at: at(1),
    step: 'deactivateZoomUser',
    attempt: 1,
    outcome: 'failed',
    code: 'zoom.429',
    message: 'Too many\n\u001b[2Jrequests.',
    nextAttemptAt: at(3),
    exchanges: [
      {
        provider: 'zoom',
        call: 'updateStatus',
        at: at(1),
        durationMs: 31,
        status: 429,
        code: 'zoom.429',
        requestId: 'track-1',
      },
    ],
  },
  {
    kind: 'attempt',
    at: at(3),
    step: 'revokeZeroTrustTokens',
    attempt: 2,
    outcome: 'failed',
    code: 'cloudflare.timeout',
    exchanges: [
      {
        provider: 'cloudflare',
        call: 'revokeUser',
        at: at(2),
        durationMs: 10_000,
        code: 'cloudflare.timeout',
      },
    ],
    times: 4,
    until: at(9),
  },
  {
    kind: 'decision',
    at: at(4),
    by: 'Bob',
    reason: 'done by hand',
    step: 'revokeZeroTrustTokens',
    decision: 'markDone',
  },
  {
    kind: 'message',
    at: at(5),
    message: 'reschedule',
    by: 'Ann',
    reason: 'later',
    effectiveAt: at(9),
    refused: 'It has started.',
  },
  { kind: 'state', at: at(6), state: 'contained' },
];
const report: OffboardingReport = {
  workflowId: 'offboarding-4711',
  runId: 'run-1',
  request: {
    email: 'jane.doe@example.com',
    employeeId: '4711',
    urgency: 'immediate',
    requestedBy: 'hr',
    source: 'bamboohr',
    dryRun: false,
  },
  status: {
    state: 'blocked',
    email: 'jane.doe@example.com',
    effectiveAt: at(0),
    startedAt: at(0),
    containedAt: at(6),
    steps: [
      { step: 'deactivateZoomUser', state: 'done', attempts: 2, at: at(6) },
      {
        step: 'rotateZoomPassword',
        state: 'notApplicable',
        attempts: 1,
        code: 'zoom.400.1123',
        message: 'Signs in by SSO only.',
      },
    ],
    needs: [
      {
        step: 'verifyAccessRemoved',
        code: 'cloudflare.403.10000',
        message: 'Check the token.',
        decisions: ['retry', 'skip'],
      },
    ],
  },
  entries,
};

const sealed = (evidence: OffboardingReport, cutOff?: string) =>
  sealReport(
    evidence,
    { engine: '1.0.0', readAt: at(9), ...(cutOff !== undefined && { cutOff }) },
    sha256,
  );

describe('the evidence as text', () => {
  const lines = renderReport(sealed(report));
  const text = lines.join('\n');

  it.each([
    ['who it is about', 'Offboarding of jane.doe@example.com'],
    ['who asked', 'asked for by       hr'],
    ['where it came from', 'source             bamboohr'],
    ['how fast it was', 'time to contained  6.0 s'],
    ['a message', `${at(0)}  Ann sent startNow: left the building`],
    ['an attempt', `${at(1)}  Deactivate the Zoom user, attempt 1: failed, zoom.429`],
    ['its exchange', `Zoom updateStatus at ${at(1)}: HTTP 429, zoom.429, 31 ms, request track-1`],
    ['the next try', `next attempt at ${at(3)}`],
    ['no answer', `Cloudflare revokeUser at ${at(2)}: no answer, cloudflare.timeout, 10.0 s`],
    ['a repetition', `the same 4 times, last at ${at(9)}`],
    ['a decision', 'Bob decided markDone for "Revoke Cloudflare Zero Trust tokens": done by hand'],
    ['a refusal', 'refused: It has started.'],
    ['what did not apply, and why', 'Rotate the Zoom password  Signs in by SSO only.'],
    ['what is needed', 'cloudflare.403.10000: Check the token. (decide: retry, skip)'],
  ])('holds %s', (_what, words) => {
    expect(text).toContain(words);
  });

  it('keeps text from outside on its line, and from moving the cursor', () => {
    expect(text).toContain('Too many ⟨U+001B⟩[2Jrequests.');
    expect(lines.every((line) => !/\p{Cc}/u.test(line))).toBe(true);
  });

  it('says what is not on record', () => {
    const { requestedBy: _gone, ...request } = report.request;
    const { containedAt: _never, ...status } = report.status;
    const unknown = renderReport(sealed({ ...report, request, status })).join('\n');
    expect(unknown).toMatch(/asked for by +not recorded/);
    expect(unknown).toMatch(/time to contained +not contained/);
  });

  it('ends with the head of the chain, and says as of when', () => {
    expect(lines.at(-1)).toBe(`  ${sealed(report).head}`);
    expect(lines.at(-2)).toContain(`these 7 entries, as the run stood at ${at(9)}`);
  });

  it('says that a run was cut off, which it does not know itself', () => {
    const cut = renderReport(sealed(report, 'The run offboarding-4711 was terminated'));
    expect(cut).toContain('The run offboarding-4711 was terminated');
  });

  it('numbers the entries as --verify names them', () => {
    expect(text).toContain(`  7  ${at(6)}  the run is contained`);
  });
});
