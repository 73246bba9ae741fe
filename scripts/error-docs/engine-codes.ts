import { DEFAULT_POLICY } from '../../src/domain/policy';
import { HR_CODES } from './hr-codes';
import { HR_EVENT_CODES } from './hr-event-codes';
import { code, inWords, table } from './markdown';
import type { OwnCode } from './own-code';

const { maximumSweeps, sweepInterval } = DEFAULT_POLICY;

/** Codes that no provider sends: the engine's own, and its words for an answer that does not come or makes no sense. */
export const OWN_CODES: Record<string, OwnCode> = {
  'employee.notFoundAnywhere': {
    means:
      'Neither Zoom nor Cloudflare is known to have this person. A wrong e-mail address looks just like that.',
    engine: 'Goes no further, since both revokes found nobody, and waits.',
    person:
      'Check the address. Wrong: `rescind` this run and start another. The Zoom account goes by another name: the same, with `zoomUserId`. Right, and there is really no account: `skip`.',
  },
  'employee.protected': {
    means:
      "The leaver is on the policy's list `protectedAccounts`, or is an account that the engine itself works with.",
    engine: 'Holds the run before anything is changed.',
    person:
      "Make sure that it is meant. Then `release` lets it go on; `rescind` ends it. The engine's own account: give the integration another owner first, or every further offboarding stops.",
  },
  'policy.unreadable': {
    means: 'The policy file (`OFFBOARDING_POLICY`) is missing, is not JSON, or has a wrong field.',
    engine: 'Holds the run and reads the file again every 30 s.',
    person: 'Mend the file as the message says. The run goes on by itself; nothing need be sent.',
  },
  'worker.lost': {
    means:
      'The worker stopped, or was cut off, in the middle of this step. It may have taken effect.',
    engine: `Tries again by itself with the next sweep, every ${inWords(sweepInterval)}.`,
    person: 'See that a worker runs and reaches Temporal (`npx offboard doctor`).',
  },
  'worker.keys': {
    means:
      'A worker could not read what it was to do: it has other keys (`OFFBOARDING_PAYLOAD_KEYS`) than the rest. The step was not begun.',
    engine: `Tries again by itself with the next sweep, every ${inWords(sweepInterval)}.`,
    person:
      'Give every worker the same keys, as the message says; see [encryption.md](encryption.md).',
  },
  'engine.unexpected': {
    means: 'A fault of the engine itself, which the message names. It may have taken effect.',
    engine: 'Asks a person.',
    person:
      "Look at the provider by hand, since the step may have happened; read the worker's log; then `retry`, or `markDone` what is done.",
  },
  'engine.noSnapshot': {
    means:
      'The termination was taken back, but the Zoom user could not be read before the change, so what to restore is not known.',
    engine: 'Asks a person; restores nothing by guess.',
    person: 'Restore the account, its licence or its role in Zoom by hand, then `markDone`.',
  },
  'zoom.stillActive': {
    means:
      'Deactivation was confirmed or found nothing to do, but Zoom reads the account as active.',
    engine: `Deactivates and revokes again, up to ${maximumSweeps} looks (policy \`maximumSweeps\`); then asks a person, and goes on looking.`,
    person:
      'See who activates the account again (an identity provider, SCIM, another script) and stop it there; then `retry`.',
  },
  'cloudflare.sessionsRemain': {
    means:
      'After the revokes Cloudflare still lists an active session: the leaver signed in again.',
    engine: `Revokes again, up to ${maximumSweeps} looks (policy \`maximumSweeps\`); then asks a person, and goes on looking.`,
    person:
      'Disable the leaver at the identity provider: a revoke ends sessions, it does not ban. Then `retry`.',
  },
  'access.remains': {
    means: 'A check found access and gave no code of its own.',
    engine: `Looks again, up to ${maximumSweeps} times; then asks a person, and goes on looking.`,
    person: 'Read the message, close what it names, then `retry`.',
  },
  'cloudflare.200.notRevoked': {
    means: 'Cloudflare answered 200, but with `success` or `result` false: nothing was revoked.',
    engine: 'Tries again, 3 times in all; then asks a person, and goes on trying.',
    person: 'Revoke the user under Zero Trust > My Team > Users, then `markDone`; or `retry`.',
  },
  'zoom.invalidUser': {
    means:
      'The input names a Zoom user that cannot be one ("me", "..", an empty text). Nothing was sent.',
    engine: 'Asks a person.',
    person: '`rescind` this run and start another with the right `zoomUserId`.',
  },
  'zoom.timeout, cloudflare.timeout': {
    means: 'No whole answer within 10 s. It may have taken effect.',
    engine: 'Tries again; then asks a person, and goes on trying.',
    person: "See the provider's status page, and the network between the worker and it.",
  },
  'zoom.network, cloudflare.network': {
    means: 'No connection, or it broke. It may have taken effect.',
    engine: 'Tries again; then asks a person, and goes on trying.',
    person:
      'See the network, a proxy, and `ZOOM_API_URL`, `ZOOM_OAUTH_URL` or `CLOUDFLARE_API_URL`.',
  },
  'zoom.*.unreadable, cloudflare.*.unreadable': {
    means: 'An answer came, but no JSON: a maintenance page, a proxy, half of an answer.',
    engine: 'Tries again; then asks a person, and goes on trying.',
    person: "See the provider's status page, and what stands between the worker and it.",
  },
  'zoom.*.unexpected, cloudflare.*.unexpected': {
    means:
      'A success whose content is not what the provider documents. Nothing is concluded from it.',
    engine: 'Asks a person.',
    person: "Do the step by hand, then `markDone`; and have the engine's client adapted.",
  },
  ...HR_CODES,
  ...HR_EVENT_CODES,
};

/** Runs that ended Failed, which no decision can help: types of the failure that the Web UI shows. */
const FAILED_RUNS: [string, string, string][] = [
  [
    'InvalidInput',
    'The input of the run is not what it should be; the message names each field.',
    'Start another run with the input put right. Nothing was changed.',
  ],
  [
    'UnknownWorkflowType',
    'The run was started with a workflow type that does not exist here.',
    'Start `offboardEmployee` instead. Nothing was changed.',
  ],
];

export const ownCodeTable = (): string =>
  table(
    ['code', 'what it means', 'what the engine does', 'what you do'],
    Object.entries(OWN_CODES).map(([codes, { means, engine, person }]) => [
      codes.split(', ').map(code).join(', '),
      means,
      engine,
      person,
    ]),
  );

export const failedRunTable = (): string =>
  table(
    ['type', 'what it means', 'what you do'],
    FAILED_RUNS.map(([type, ...rest]) => [code(type), ...rest]),
  );
