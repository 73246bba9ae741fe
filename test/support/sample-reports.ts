import type { AttemptEntry, OffboardingReport, ReportEntry } from '../../src/domain/report';
import type { StepState, StepStatus } from '../../src/domain/status';
import { PLANNED_STEPS, type StepName } from '../../src/domain/steps';

const START = Date.parse('2026-11-27T16:00:00.000Z');
/** An instant, by milliseconds from the start of the run. */
export const after = (ms: number): string => new Date(START + ms).toISOString();

export function attempt(
  step: StepName,
  ms: number,
  fields: Partial<AttemptEntry> = {},
): AttemptEntry {
  const { outcome = 'done', code } = fields;
  const isZoom = step.includes('Zoom');
  return {
    kind: 'attempt',
    at: after(ms),
    step,
    attempt: 1,
    outcome,
    exchanges: [
      {
        provider: isZoom ? 'zoom' : 'cloudflare',
        call: isZoom ? 'updateStatus' : 'revokeUser',
        at: after(ms - 40),
        durationMs: 40,
        status: outcome === 'failed' ? 503 : 204,
        ...(code === undefined ? {} : { code }),
        requestId: `request-${ms}`,
      },
    ],
    ...fields,
  };
}

const step = (
  name: StepName,
  state: StepState,
  ms: number,
  fields: Partial<StepStatus> = {},
): StepStatus => ({ step: name, state, attempts: 1, at: after(ms), ...fields });

/** A run with all that can happen in one: messages, retries, decisions, a skipped step, one that did not apply. */
export function detailed(): OffboardingReport {
  const day = 86_400_000;
  const entries: ReportEntry[] = [
    { kind: 'state', at: after(-3 * day), state: 'scheduled' },
    {
      kind: 'message',
      at: after(-2 * day),
      message: 'reschedule',
      by: 'Ann Smith',
      reason: 'the last day moved',
      effectiveAt: after(0),
    },
    { kind: 'state', at: after(5), state: 'running' },
    attempt('revokeZeroTrustTokens', 90),
    attempt('revokeZoomSsoToken', 110),
    attempt('readZoomUser', 120),
    attempt('deactivateZoomUser', 200, {
      outcome: 'failed',
      code: 'zoom.503',
      message: 'Service unavailable',
      nextAttemptAt: after(1_200),
    }),
    attempt('deactivateZoomUser', 1_300, { attempt: 2 }),
    { kind: 'state', at: after(1_300), state: 'contained' },
    attempt('rotateZoomPassword', 1_500, {
      outcome: 'notApplicable',
      code: 'zoom.400.1123',
      message: 'Signs in by SSO only.',
    }),
    attempt('sweepSessions', 61_400),
    attempt('verifyAccessRemoved', 61_700, {
      outcome: 'failed',
      code: 'cloudflare.403.10000',
      message: 'The token may not read sessions.',
    }),
    { kind: 'state', at: after(61_700), state: 'blocked' },
    attempt('sweepSessions', 961_700, { attempt: 2, times: 12, until: after(11 * 900_000) }),
    {
      kind: 'decision',
      at: after(3 * 3_600_000),
      step: 'verifyAccessRemoved',
      decision: 'skip',
      by: 'Bob Jones',
      reason: 'seen by hand in the dashboard',
    },
    { kind: 'state', at: after(3 * 3_600_000 + 20), state: 'completedWithExceptions' },
  ];
  const states: Partial<Record<StepName, StepStatus>> = {
    rotateZoomPassword: step('rotateZoomPassword', 'notApplicable', 1_500, {
      code: 'zoom.400.1123',
      message: 'Signs in by SSO only.',
    }),
    verifyAccessRemoved: step('verifyAccessRemoved', 'skipped', 3 * 3_600_000, {
      message: 'Skipped by Bob Jones: seen by hand in the dashboard',
    }),
  };
  return {
    workflowId: 'offboarding-4711',
    runId: '01a2b3c4-0000-4000-8000-000000000000',
    request: {
      email: 'jane.doe@example.com',
      employeeId: '4711',
      effectiveAt: after(0),
      timeZone: 'Europe/Berlin',
      urgency: 'standard',
      reason: 'End of contract',
      requestedBy: 'hr@example.com',
      source: 'bamboohr',
      dryRun: false,
    },
    status: {
      state: 'completedWithExceptions',
      email: 'jane.doe@example.com',
      employeeId: '4711',
      effectiveAt: after(0),
      startedAt: after(5),
      containedAt: after(1_300),
      finishedAt: after(3 * 3_600_000 + 20),
      hrFact: 'bamboohr evt-17',
      steps: PLANNED_STEPS.map((name) => states[name] ?? step(name, 'done', 1_300)),
      needs: [],
    },
    entries,
  };
}
