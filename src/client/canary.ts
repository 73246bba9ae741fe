import { randomBytes } from 'node:crypto';
import type { ConnectionLike } from '@temporalio/client';
import { faultByCanary, isOfNewestKey, newCanary } from '../encryption/canary';
import type { Encryption } from '../encryption/payload-key';
import { grpcDetails, isForbidden, type TemporalSettings } from './connection';
import { Undecryptable } from './errors';

/**
 * Canaries are entries of the namespace's `data`, which is read as it was written last. An update merges entries and
 * cannot be made to depend on what is there; so whoever leaves the first has a name of his own for it, and no two
 * overwrite each other unseen. An entry cannot be taken out again: an empty one is none.
 */
const PREFIX = 'offboarding_canary_';
/** By us, and as Temporal's command line writes it, which asks for JSON. */
const EMPTY = ['', '""'];
const newName = () => PREFIX + randomBytes(4).toString('hex');

export type Services = Pick<ConnectionLike, 'workflowService'>;
export type Settings = Pick<TemporalSettings, 'namespace' | 'encryption'>;
type Canaries = [name: string, canary: string][];

/** `unknown`: we may not look. */
type CanaryState = 'sound' | 'absent' | 'unknown';

/**
 * Whether those who work in the namespace have the keys and the id secret that we have.
 * @throws Undecryptable with what to set
 */
export async function checkCanary(services: Services, settings: Settings): Promise<CanaryState> {
  let found: Canaries;
  try {
    found = await canariesIn(services, settings);
  } catch (error) {
    if (isForbidden(error)) return 'unknown';
    throw error;
  }
  await verify(found, settings);
  return found.length > 0 ? 'sound' : 'absent';
}

/**
 * Leaves a canary where there is none, and makes it anew where an older key made it, so that the older one can go. Only
 * for who was found to have the right keys by all that there is.
 * @returns why that was refused: the namespace cannot be updated, or not by us
 * @throws Undecryptable where somebody with other keys leaves his at the same time
 */
export async function leaveCanary(
  services: Services,
  settings: Settings,
  encryption: Encryption,
): Promise<string | undefined> {
  const found = await canariesIn(services, settings);
  await verify(found, settings);
  if (found.length > 0 && found.every(([, canary]) => isOfNewestKey(canary, encryption)))
    return undefined;
  const [[name] = [newName()], ...others] = found;
  const canary = await newCanary(encryption);
  const data = { ...Object.fromEntries(others.map(([other]) => [other, ''])), [name]: canary };
  let refusal: string | undefined;
  try {
    await put(services, settings, data);
  } catch (error) {
    refusal = grpcDetails(error);
  }
  try {
    // Of two, the one that wrote later sees both, and so no two work with different keys.
    await verify(await canariesIn(services, settings), settings);
  } catch (error) {
    const nothing = { [name]: '' };
    if (found.length === 0) await put(services, settings, nothing).catch(() => undefined);
    throw error;
  }
  return refusal;
}

async function canariesIn(
  { workflowService }: Services,
  { namespace }: Settings,
): Promise<Canaries> {
  const { namespaceInfo } = await workflowService.describeNamespace({ namespace });
  return Object.entries(namespaceInfo?.data ?? {})
    .filter(([name, canary]) => name.startsWith(PREFIX) && !EMPTY.includes(canary))
    .sort();
}

/** What the update does not name stays as it is: retention, description, entries of others. */
async function put(
  { workflowService }: Services,
  { namespace }: Settings,
  data: Record<string, string>,
): Promise<void> {
  await workflowService.updateNamespace({ namespace, updateInfo: { data } });
}

async function verify(found: Canaries, { namespace, encryption }: Settings): Promise<void> {
  for (const [name, canary] of found) {
    const fault = await faultByCanary(canary, encryption);
    if (fault === undefined) continue;
    throw new Undecryptable(
      `The canary ${name} of namespace "${namespace}" does not fit what is set here, so nothing is written there. ${fault} ` +
        'Where the key or the secret is lost for good: docs/encryption.md, "Losing a key".',
    );
  }
}
