import type { ConnectionLike } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { EMAIL_MEMO, HR_EVENTS_WORKFLOW_TYPE, WORKFLOW_TYPE } from '../domain/contract';
import { EncryptionCodec, isEncrypted } from '../encryption/codec';
import { UndecryptablePayload } from '../encryption/errors';
import type { TemporalSettings } from './connection';
import { Undecryptable } from './errors';

/** The newest runs under way; a few that are lost must not stop all others. */
const LOOKED_AT = 20;
const QUERY = `WorkflowType IN ("${WORKFLOW_TYPE}", "${HR_EVENTS_WORKFLOW_TYPE}")`;
const UNDER_WAY = `${QUERY} AND CloseTime IS NULL`;

type Execution = temporal.api.common.v1.IWorkflowExecution;
/** `unknown`: Temporal's lists could not say. `inClear`: keys are here, and no run under way has any; the newest of these. */
type RunsFound = 'sound' | 'unknown' | { inClear: Execution };

/**
 * Whoever has other keys than those who work in the namespace, or none, must not write to it: the others could not read
 * that, or anybody could. Told by the names of the runs under way, of which there is one to read at the least.
 * For what is `unknown`, nobody is kept from work.
 * @throws Undecryptable with what to set
 */
export async function checkRuns(
  { workflowService }: Pick<ConnectionLike, 'workflowService'>,
  { namespace, encryption }: Pick<TemporalSettings, 'namespace' | 'encryption'>,
): Promise<RunsFound> {
  // Who has no keys is told by those that ended, too: nobody is under way on most days, and names would be in clear.
  const query = encryption ? UNDER_WAY : QUERY;
  const request = { namespace, query, pageSize: LOOKED_AT };
  const found = await workflowService.listWorkflowExecutions(request).catch(() => undefined);
  if (!found) return 'unknown';
  const codec = new EncryptionCodec(encryption?.keys ?? []);
  const nameOf = ({ memo }: (typeof found.executions)[number]) => memo?.fields?.[EMAIL_MEMO];
  const encrypted = found.executions.flatMap((run) => nameOf(run) ?? []).filter(isEncrypted);
  let first: UndecryptablePayload | undefined;
  for (const name of encrypted) {
    try {
      await codec.decode([name]);
      return 'sound';
    } catch (error) {
      if (!(error instanceof UndecryptablePayload)) throw error;
      first ??= error;
    }
  }
  if (!first) {
    const inClear = encryption && found.executions.find(nameOf)?.execution;
    return inClear ? { inClear } : 'sound';
  }
  throw new Undecryptable(
    `${first.message} Of the newest runs in namespace "${namespace}", none can be read here, so nothing is written there. ` +
      'Where the key is lost for good: docs/encryption.md, "Losing a key".',
  );
}
