import type { HelpExample } from '../shared/help';

/** Lines of `GET /` that are Zoom's own. */
export const ZOOM_EXAMPLES: readonly HelpExample[] = [
  {
    says: 'The next two deactivations of Jane fail',
    method: 'POST',
    path: '/_control/faults',
    body: { fault: 'zoom.any.503', call: 'updateStatus', user: 'jane.doe@example.com', times: 2 },
  },
  {
    says: 'The next password change happens, but its answer never arrives',
    method: 'POST',
    path: '/_control/faults',
    body: { fault: 'zoom.any.reset', call: 'updatePassword', applied: true },
  },
  {
    says: 'An outage of everything, until the faults are deleted',
    method: 'POST',
    path: '/_control/faults',
    body: { fault: 'zoom.any.502.html', call: '*', times: 'always' },
  },
  {
    says: 'A leaver signs in again',
    method: 'POST',
    path: '/_control/sign-in',
    body: { user: 'jane.doe@example.com' },
  },
  {
    says: 'A user to offboard, or a change to one',
    method: 'POST',
    path: '/_control/users',
    body: { email: 'sam.roe@example.com', first_name: 'Sam', last_name: 'Roe', role_id: '1' },
  },
  {
    says: 'The access token dies',
    method: 'POST',
    path: '/_control/revoke-access-tokens',
  },
  {
    says: 'Settings: here the rate limits of the smaller plan',
    method: 'PATCH',
    path: '/_control/settings',
    body: { plan: 'pro' },
  },
];
