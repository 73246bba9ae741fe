import type { Decision } from '../../src/domain/status';
import type { ErrorCase } from './error-cases';
import { escalated, exhausted, mended, retried, waiting } from './error-cases-makers';

const OR_DEMOTE: Decision[] = ['retry', 'skip', 'markDone', 'demoteAndRetry'];
const admin = { role_id: '1' };
const owner = { role_id: '0' };

/** Deactivation is refused for good: what can be cut is cut at once, hours before the sweep of these runs. */
export const CONTAINMENT_CASES: readonly ErrorCase[] = [
  escalated('updateStatus', 'zoom.status.400.200', 'zoom.400.200', {
    name: 'a Zoom Room',
    zoomUser: { zoomRoom: true },
    natural: true,
    contained: true,
    passwordChanges: 1,
  }),
  escalated('updateStatus', 'zoom.status.400.300', 'zoom.400.300', {
    name: 'the host of a coming Zoom Events',
    zoomUser: { hasUpcomingEvents: true },
    natural: true,
    contained: true,
    passwordChanges: 1,
  }),
  escalated('updateStatus', 'zoom.status.400.1000', 'zoom.400.1000', {
    name: 'a user whom Zoom has locked',
    zoomUser: { forceLocked: true },
    natural: true,
    contained: true,
    passwordChanges: 1,
  }),
  escalated(
    'updateStatus',
    { status: 400, body: { code: 200, message: 'Nicht für Zoom Room- und Admin-Benutzer.' } },
    'zoom.400.200',
    { contained: true, passwordChanges: 1 },
  ),
  // Zoom refuses an administrator's password too, so these are not contained until the role is gone.
  escalated('updateStatus', 'zoom.status.400.200', 'zoom.400.200', {
    name: 'an administrator, by policy for a person to demote',
    zoomUser: admin,
    natural: true,
    needs: [
      ['deactivateZoomUser', 'zoom.400.200', OR_DEMOTE],
      ['rotateZoomPassword', 'zoom.400.1117', OR_DEMOTE],
    ],
    passwordChanges: 0,
  }),
  escalated('updatePassword', 'zoom.password.400.1117', 'zoom.400.1117', {
    name: 'the owner, whom nobody can demote',
    zoomUser: owner,
    natural: true,
    contained: false,
    needs: [
      ['deactivateZoomUser', 'zoom.400.200'],
      ['rotateZoomPassword', 'zoom.400.1117'],
    ],
    passwordChanges: 0,
  }),
];

const roleRemains: ErrorCase['expected']['needs'] = [
  ['deactivateZoomUser', 'zoom.400.200', OR_DEMOTE],
  ['rotateZoomPassword', 'zoom.400.1117', OR_DEMOTE],
];

/** Policy `adminAccounts: "demote"`: the role goes, and what it stood in the way of is tried again. */
export const DEMOTION_CASES: readonly ErrorCase[] = [
  mended('updateStatus', 'zoom.status.400.200', 1, {
    name: 'an administrator is demoted and deactivated',
    zoomUser: admin,
    natural: true,
    attempts: 2,
    passwordChanges: 1,
  }),
  mended('updatePassword', 'zoom.password.400.1117', 1, {
    name: 'an administrator is demoted and has the password changed',
    zoomUser: admin,
    natural: true,
    attempts: 2,
    passwordChanges: 1,
  }),
  escalated('updateStatus', 'zoom.status.400.200', 'zoom.400.200', {
    name: 'the owner is not demoted',
    zoomUser: owner,
    natural: true,
    needs: [
      ['deactivateZoomUser', 'zoom.400.200'],
      ['rotateZoomPassword', 'zoom.400.1117'],
    ],
    passwordChanges: 0,
  }),
  escalated('unassignRole', 'zoom.role.400.1034', 'zoom.400.1034', {
    zoomUser: admin,
    contained: false,
    needs: [...roleRemains, ['withdrawZoomRole', 'zoom.400.1034']],
  }),
  escalated('unassignRole', 'zoom.role.400.300', 'zoom.400.300', {
    zoomUser: admin,
    contained: false,
    needs: [...roleRemains, ['withdrawZoomRole', 'zoom.400.300']],
  }),
  retried('unassignRole', 'zoom.any.503', { zoomUser: admin, waits: 40, passwordChanges: 1 }),
];

/** The termination is taken back, and Zoom refuses: access stays as it is, and a person is asked. */
export const REVERSAL_CASES: readonly ErrorCase[] = [
  escalated('updateStatus', 'zoom.status.400.3412', 'zoom.400.3412', {
    step: 'activateZoomUser',
    skip: 1,
    calls: 2,
    contained: true,
  }),
  escalated('updateStatus', 'zoom.status.400.2033', 'zoom.400.2033', {
    step: 'activateZoomUser',
    skip: 1,
    calls: 2,
    contained: true,
  }),
  escalated('updateUser', { status: 400, body: { code: 9999, message: 'No.' } }, 'zoom.400.9999', {
    step: 'restoreZoomLicence',
  }),
  escalated('assignRole', 'zoom.role.400.1034', 'zoom.400.1034', { zoomUser: admin }),
  escalated('assignRole', 'zoom.role.400.300', 'zoom.400.300', { zoomUser: admin }),
];

const hosting = (id: number) => ({
  zoomUser: { liveMeetings: [{ id, topic: 'Stand-up', type: 2 as const }] },
});

/** The steps that a policy switches on, and a wait that it makes longer. */
export const POLICY_CASES: readonly ErrorCase[] = [
  waiting('updatePassword', 'zoom.password.400.300.limit', 'zoom.400.300', 3_600_000, {
    run: 'contained',
    contained: true,
    passwordChanges: 0,
  }),
  retried('endMeeting', 'zoom.meeting.404.3001', { ...hosting(71), waits: 40 }),
  exhausted('endMeeting', 'zoom.meeting.404.3001', 'zoom.404.3001', hosting(72)),
  escalated('endMeeting', 'zoom.meeting.400.200', 'zoom.400.200', hosting(73)),
  escalated('listLiveMeetings', 'zoom.any.400.4711', 'zoom.400.4711', hosting(74)),
  escalated('updateSeats', 'cloudflare.any.404.12135', 'cloudflare.404.12135'),
  retried('updateSeats', 'cloudflare.any.503', { waits: 40 }),
];

const everyZoomStep = (code: string): ErrorCase['expected']['needs'] => [
  ['revokeZoomSsoToken', code],
  ['readZoomUser', code],
  ['deactivateZoomUser', code],
  ['rotateZoomPassword', code],
];
const noToken = (what: Parameters<typeof escalated>[1], code: string): ErrorCase =>
  escalated('issueToken', what, code, {
    step: 'revokeZoomSsoToken',
    // Revoke, read, deactivate, the account's password requirement, the password: each asks for a token once.
    calls: 5,
    contained: false,
    needs: everyZoomStep(code),
  });

/** No token at all: a fault of the configuration, for every step at Zoom. */
export const OAUTH_CASES: readonly ErrorCase[] = [
  noToken('zoom.oauth.400.invalid_client', 'zoom.400.invalid_client'),
  noToken('zoom.oauth.400.unsupported_grant_type', 'zoom.400.unsupported_grant_type'),
  noToken('zoom.oauth.400.invalid_grant', 'zoom.400.invalid_grant'),
  noToken('zoom.oauth.400.invalid_request', 'zoom.400.invalid_request'),
  noToken(
    { status: 401, body: { reason: 'No.', error: 'invalid_client' } },
    'zoom.401.invalid_client',
  ),
  exhausted('issueToken', 'zoom.any.503.html', 'zoom.503.unreadable', {
    step: 'revokeZoomSsoToken',
    kind: 'unreadable',
    calls: 15, // the five of above, in each of three tries
    contained: false,
    needs: everyZoomStep('zoom.503.unreadable'),
  }),
  mended('getSecuritySettings', 'zoom.settings.200.200', 1, { calls: 1, passwordChanges: 1 }),
];
