import { DEFAULT_POLICY } from '../../src/domain/policy';
import { inWords } from './markdown';
import type { OwnCode } from './own-code';

const again = `every ${inWords(DEFAULT_POLICY.sweepInterval)}`;
const patience = `${inWords(DEFAULT_POLICY.breakerPatience)} (policy \`breakerPatience\`)`;

/** Codes about what HR says and what became of it; the `hr-events-…` workflows and the runs they start show them. */
export const HR_EVENT_CODES: Record<string, OwnCode> = {
  'employee.noEmail': {
    means: 'HR says that somebody leaves, but nobody said the work e-mail.',
    engine: 'Starts nothing: without the e-mail there is no access to take away.',
    person:
      'Start the offboarding by hand with the e-mail, as the message says, then send the update `dismiss`.',
  },
  'hr.contradiction': {
    means: 'The event says that the employee leaves; the HR system says active, with no end.',
    engine: `Keeps the event and reads the employee again ${again}.`,
    person:
      'Correct it in the HR system. Or start the offboarding by hand, then send the update `dismiss`.',
  },
  'hr.unreadableTime': {
    means: 'The event, or the HR system, gives a time that is none, or a zone that does not exist.',
    engine: `Keeps the event and tries again ${again}.`,
    person:
      'Correct it in the HR system. Or start the offboarding by hand, then send the update `dismiss`.',
  },
  'hr.withdrawn': {
    means: 'HR took the termination back when the run had begun.',
    engine: 'Holds the run; gives nothing back by itself.',
    person: '`rescind` restores the access; `release` leaves it as it is.',
  },
  'hr.withdrawnAfterEnd': {
    means: 'HR took the termination back when it had been carried out.',
    engine: 'Asks a person; gives nothing back by itself.',
    person:
      'Restore the account in Zoom by hand, if the access is to come back, then send the update `dismiss`.',
  },
  'run.cutOff': {
    means: 'The run that HR had started failed or was terminated before its end.',
    engine: 'Asks a person: the leaver may still get in.',
    person: 'Look at the run, start it anew, then send the update `dismiss`.',
  },
  'breaker.tripped': {
    means: 'More automatic terminations than policy `breaker` allows.',
    engine: 'Holds every further one until a person has looked.',
    person:
      'See whether the HR feed has gone wild. `release` lets this run go on; `rescind` ends it.',
  },
  'breaker.noVerdict': {
    means:
      'The workflow `termination-breaker` does not answer, so nobody knows whether too many leave at once.',
    engine: `Holds the run after ${patience}, asks again as often, and goes on by itself with the answer.`,
    person:
      'See in the Web UI why the workflow stands still: workers without its code, or with other keys. Somebody must go now: `release` lets this run go on without being counted; `rescind` ends it.',
  },
};
