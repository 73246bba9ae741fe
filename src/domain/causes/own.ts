import { NO_VERDICT, TRIPPED } from '../breaker';

/** What stands behind the codes that no provider sends. */
export const OWN_CAUSES: Record<string, string> = {
  'employee.notFoundAnywhere': 'Neither Zoom nor Cloudflare knows the leaver: is the e-mail right?',
  'employee.protected': 'A protected account: is this meant?',
  'employee.noEmail': 'HR says that somebody leaves, but nobody said their work e-mail',
  'policy.unreadable': 'The policy file cannot be read',
  'worker.lost': 'A worker was lost in the middle of a step, which may have happened',
  'worker.keys': 'A worker has other payload keys than the rest, and could not begin the step',
  'engine.unexpected': 'A fault of the engine itself; the step may have happened',
  'engine.noSnapshot': 'The Zoom user was never read: what to restore is not known',
  'zoom.stillActive': 'Zoom shows the account as active, though it was deactivated',
  'cloudflare.sessionsRemain': 'The leaver signed in again after the revokes',
  'access.remains': 'A check still found access',
  'cloudflare.200.notRevoked': 'Cloudflare took the revoke, but revoked nothing',
  'zoom.invalidUser': 'The request names a Zoom user that cannot be one',
  'hr.contradiction': 'An event says that the employee leaves, the HR system that they stay',
  'hr.unreadableTime': 'HR gives a time, or a time zone, that does not exist',
  'hr.withdrawn': 'HR took the termination back after the run had begun',
  'hr.withdrawnAfterEnd': 'HR took the termination back after it had been carried out',
  'run.cutOff': 'The run that HR started was cut off: the leaver may still get in',
  [TRIPPED]: 'More automatic terminations than the breaker allows: has the HR feed gone wild?',
  [NO_VERDICT]: 'The breaker does not answer: does the workflow termination-breaker move?',
  unknown: 'The run says only that it needs a person',
};
