import type { Policy } from './policy';

/** The steps of every run, in the plan's order. */
export const PLANNED_STEPS = [
  'revokeZeroTrustTokens',
  'revokeZoomSsoToken',
  'readZoomUser',
  'deactivateZoomUser',
  'rotateZoomPassword',
  'sweepSessions',
  'verifyAccessRemoved',
] as const;

/** Steps a policy switches on. */
const OPTIONAL_STEPS = ['endLiveZoomMeetings', 'freeZeroTrustSeat'] as const;

/** Compensations: `withdrawZoomRole` contains (an admin refused deactivation), the others take a termination back. */
const COMPENSATION_STEPS = [
  'withdrawZoomRole',
  'restoreZoomRole',
  'activateZoomUser',
  'restoreZoomLicence',
] as const;

type PlannedStep = (typeof PLANNED_STEPS)[number];
type OptionalStep = (typeof OPTIONAL_STEPS)[number];
export type CompensationStep = (typeof COMPENSATION_STEPS)[number];
export type StepName = PlannedStep | OptionalStep | CompensationStep;

export const STEP_NAMES = [...PLANNED_STEPS, ...OPTIONAL_STEPS, ...COMPENSATION_STEPS] as const;

/** What each step does, for summaries: "Deactivate the Zoom user". */
export const STEP_TITLES: Record<StepName, string> = {
  revokeZeroTrustTokens: 'Revoke Cloudflare Zero Trust tokens',
  revokeZoomSsoToken: 'Revoke the Zoom SSO token',
  readZoomUser: 'Read the Zoom user',
  deactivateZoomUser: 'Deactivate the Zoom user',
  rotateZoomPassword: 'Rotate the Zoom password',
  sweepSessions: 'Revoke sessions again',
  verifyAccessRemoved: 'Verify that access is gone',
  endLiveZoomMeetings: 'End live Zoom meetings',
  freeZeroTrustSeat: 'Free the Zero Trust seat',
  withdrawZoomRole: 'Withdraw the Zoom role',
  restoreZoomRole: 'Restore the Zoom role',
  activateZoomUser: 'Activate the Zoom user',
  restoreZoomLicence: 'Restore the Zoom licence',
};

/** The steps a run under this policy has from the start, in order; compensations join when they run. */
export function stepsOf(policy: Pick<Policy, 'endLiveMeetings' | 'freeZeroTrustSeat'>): StepName[] {
  const steps: StepName[] = [...PLANNED_STEPS];
  if (policy.endLiveMeetings)
    steps.splice(steps.indexOf('deactivateZoomUser'), 0, 'endLiveZoomMeetings');
  if (policy.freeZeroTrustSeat) steps.push('freeZeroTrustSeat');
  return steps;
}
