import type { HelpExample } from '../shared/help';

/** Lines of `GET /` that are the HR systems' own. */
export const HR_EXAMPLES: readonly HelpExample[] = [
  {
    says: 'Jane is given notice in BambooHR',
    method: 'POST',
    path: '/_control/users',
    body: { source: 'bamboohr', id: '1001', terminationDate: '2031-03-31' },
  },
  {
    says: 'An employee of your own, in HiBob',
    method: 'POST',
    path: '/_control/users',
    body: { source: 'hibob', id: '3332883884017711020', email: 'sam.roe@example.com' },
  },
  {
    says: 'BambooHR asks for a minute of patience, once',
    method: 'POST',
    path: '/_control/faults',
    body: { fault: 'bamboohr.employee.503', retryAfterSeconds: 60 },
  },
  {
    says: 'The Gusto token has run out, until the faults are deleted',
    method: 'POST',
    path: '/_control/faults',
    body: { fault: 'gusto.employee.401', times: 'always' },
  },
  {
    says: 'Settings: here a field that the service user may not see',
    method: 'PATCH',
    path: '/_control/settings',
    body: { hiddenFields: ['internal.terminationDate'] },
  },
];
