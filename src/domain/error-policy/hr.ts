import { HR_PROVIDERS, PROVIDER_NAMES, type HrProvider } from '../provider';
import { BY_HAND, HR_WORDS, READ_AGAIN } from './hr-words';
import type { ErrorPolicyRow } from './row';

type Row = Omit<ErrorPolicyRow, 'provider' | 'calls'>;

/** Whether the refusal came as the provider writes it or as a page of something between. */
const ANY_BODY = ['refused', 'unreadable'] as const;

/** What only one of them answers; tried first. */
const OWN_ROWS: Record<HrProvider, readonly Row[]> = {
  bamboohr: [
    {
      status: [400, 406],
      meaning: 'The request names a field that BambooHR does not have.',
      reaction: { kind: 'escalate' },
      fix: `Have the engine's BambooHR client adapted. ${BY_HAND}`,
    },
    {
      status: [408],
      kinds: ANY_BODY,
      meaning: 'A passing time-out at BambooHR.',
      reaction: { kind: 'retry' },
      fix: "See BambooHR's status page; the engine tries again by itself.",
    },
  ],
  hibob: [
    {
      status: [400],
      meaning: 'The request is not as Bob wants it.',
      reaction: { kind: 'escalate' },
      fix: `Have the engine's HiBob client adapted. ${BY_HAND}`,
    },
  ],
  gusto: [
    {
      status: [404],
      codes: ['missing_permissions'],
      meaning: 'The application is not approved for this endpoint.',
      reaction: { kind: 'escalate' },
      fix: `Ask Gusto to approve the application for reading employees. ${READ_AGAIN}`,
    },
    {
      status: [406],
      meaning: "The API version is older than the application's own, or not a version.",
      reaction: { kind: 'escalate' },
      fix: `Set GUSTO_API_VERSION to the application's version (in Gusto's Developer Portal) and restart the worker. ${READ_AGAIN}`,
    },
  ],
};

/** BambooHR's technical overview and SDK, Bob's "Error handling" and "Rate limiting", Gusto's "Error categories". */
function commonRows(provider: HrProvider): Row[] {
  const name = PROVIDER_NAMES[provider];
  const words = HR_WORDS[provider];
  const outage = `See ${name}'s status page; the engine tries again by itself.`;
  return [
    {
      status: [200],
      codes: ['fieldsHidden'],
      meaning: `${name} leaves out fields that the engine may not see: whether the employee leaves is not known.`,
      reaction: { kind: 'escalate' },
      fix: words.fields,
    },
    {
      status: [401],
      kinds: ANY_BODY,
      meaning: `${name} does not take the engine's credentials.`,
      reaction: { kind: 'escalate' },
      fix: words.credentials,
    },
    {
      status: [403],
      kinds: ANY_BODY,
      meaning: `The engine's credentials may not read this employee in ${name}.`,
      reaction: { kind: 'escalate' },
      fix: words.permission,
    },
    {
      status: [404],
      kinds: ANY_BODY,
      meaning: `${name} has no such employee, or does not show them to the engine.`,
      reaction: { kind: 'escalate' },
      fix: words.unknown,
    },
    {
      status: [429],
      kinds: ANY_BODY,
      meaning: `The rate limit of ${name} is reached.`,
      reaction: { kind: 'retryAt', otherwise: '60s' },
      fix: words.throttled,
    },
    {
      status: [503],
      kinds: ANY_BODY,
      meaning: `${name} is overloaded or under maintenance.`,
      reaction: { kind: 'retryAt', otherwise: '30s' },
      fix: outage,
    },
    {
      status: '5xx',
      kinds: ANY_BODY,
      meaning: `A fault at ${name}.`,
      reaction: { kind: 'retry' },
      fix: outage,
    },
    {
      kinds: ['timeout'],
      meaning: `No answer from ${name} in time.`,
      reaction: { kind: 'retry' },
      fix: `See ${name}'s status page and the network; the engine tries again by itself.`,
    },
    {
      kinds: ['network'],
      meaning: `The connection to ${name} failed or broke.`,
      reaction: { kind: 'retry' },
      fix: `Check the network, a proxy, and ${words.url}; the engine tries again by itself.`,
    },
    {
      kinds: ['unreadable'],
      meaning: `The answer is not JSON: something answers in the place of ${name}'s API.`,
      reaction: { kind: 'retry' },
      fix: `Check ${words.url} and what stands between here and ${name}; the engine tries again by itself.`,
    },
    {
      kinds: ['unexpected'],
      meaning: `A success whose content does not fit what ${name} documents.`,
      reaction: { kind: 'escalate' },
      fix: `Look the employee up in ${name}, and have the engine's ${name} client adapted. ${BY_HAND}`,
    },
    {
      codes: ['invalidEmployee'],
      meaning: `The event names an employee that ${name} cannot have.`,
      reaction: { kind: 'escalate' },
      fix: `See who sends events in the name of ${name}; ${name}'s own have another kind of id.`,
    },
  ];
}

/**
 * The employee read of each HR system. They document statuses rather than codes, so the status decides. An error is
 * never a success here: where no employee comes back, nobody knows whether they leave, and a person looks.
 */
export const HR_ROWS: readonly ErrorPolicyRow[] = HR_PROVIDERS.flatMap((provider) =>
  [...OWN_ROWS[provider], ...commonRows(provider)].map((row) => ({
    provider,
    calls: ['readEmployee'] as const,
    ...row,
  })),
);
