import { BY_HAND } from '../../src/domain/error-policy/hr-words';
import { DEFAULT_POLICY } from '../../src/domain/policy';
import { HR_PROVIDERS } from '../../src/domain/provider';
import { inWords } from './markdown';
import type { OwnCode } from './own-code';

/** The same code of each HR system, as one entry of the document. */
const each = (code: string): string =>
  HR_PROVIDERS.map((provider) => `${provider}.${code}`).join(', ');

const again = `the employee is asked for again every ${inWords(DEFAULT_POLICY.sweepInterval)}.`;

/** Codes about the read of an employee that no HR system sends. */
export const HR_CODES: Record<string, OwnCode> = {
  [each('notConfigured')]: {
    means: 'An event of this HR system came in, but the worker has no credentials to ask its API.',
    engine: `Keeps the event; ${again}`,
    person: 'Set the variables that the message names where the worker runs, and restart it.',
  },
  [each('200.fieldsHidden')]: {
    means:
      'The answer lacks a field that says whether the employee leaves. HR systems leave out what the credentials may not see, and say nothing.',
    engine: `Concludes nothing from it; ${again}`,
    person: 'Let the credentials see the fields that the message names.',
  },
  [each('invalidEmployee')]: {
    means: 'The event names an employee by what cannot be an id there. Nothing was sent.',
    engine: `Keeps the event; ${again}`,
    person: 'See who sends such events, then send the update `dismiss`.',
  },
  [each('timeout')]: {
    means: 'No whole answer within 10 s.',
    engine: 'Tries again, and goes on trying.',
    person: "See the HR system's status page, and the network between the worker and it.",
  },
  [each('network')]: {
    means: 'No connection, or it broke.',
    engine: 'Tries again, and goes on trying.',
    person: 'See the network, a proxy, and the `…_API_URL` of the HR system.',
  },
  [each('*.unreadable')]: {
    means: 'An answer came, but no JSON: a maintenance page, a proxy, a wrong address.',
    engine: 'Tries again, and goes on trying; with HTTP 401, 403 or 404 asks a person.',
    person: 'See the `…_API_URL` of the HR system, and what stands between the worker and it.',
  },
  [each('*.unexpected')]: {
    means:
      'A success whose content is not what the HR system documents, or is about somebody else. Nothing is concluded from it.',
    engine: `Keeps the event; ${again}`,
    person: `Look the employee up, and have the engine's client adapted. ${BY_HAND}`,
  },
};
