import type { ConnectionLike } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { TASK_QUEUE } from '../domain/contract';
import { EncryptionCodec, isEncrypted } from '../encryption/codec';
import type { TemporalSettings } from './connection';
import { KeylessWorkers } from './errors';
import { hasWorker } from './queues';

type Services = Pick<ConnectionLike, 'workflowService' | 'withDeadline'>;
type Settings = Pick<TemporalSettings, 'namespace' | 'encryption'>;

/** Milliseconds that a worker is given: less than whoever asks. */
const PATIENCE = 4_000;

/**
 * Where there is no canary, and all runs under way are in clear: whether the workers have keys at all. Told by the answer
 * of one to a query, which is encrypted by who has keys. What is written otherwise would stand still, and keep those out
 * who have none.
 * @param execution a run under way
 * @throws KeylessWorkers with what to do; UndecryptablePayload where they have others
 */
export async function checkWorkers(
  services: Services,
  settings: Settings,
  execution: temporal.api.common.v1.IWorkflowExecution,
): Promise<void> {
  const { namespace, encryption } = settings;
  if (!(await hasWorker(services, namespace, TASK_QUEUE)))
    throw refusal(settings, 'no worker is there that could show that it has keys');
  const request = { namespace, execution, query: { queryType: 'status' } };
  const { queryResult } = await services
    .withDeadline(Date.now() + PATIENCE, () => services.workflowService.queryWorkflow(request))
    .catch(() => {
      throw refusal(settings, 'no worker answers that could show that it has keys');
    });
  const answer = queryResult?.payloads ?? [];
  if (!answer.some(isEncrypted)) throw refusal(settings, 'the workers there have no keys');
  await new EncryptionCodec(encryption?.keys ?? []).decode(answer);
}

const refusal = ({ namespace }: Settings, why: string): KeylessWorkers =>
  new KeylessWorkers(
    `The runs under way in namespace "${namespace}" are not encrypted, and ${why}: what is written there with keys would stand still. ` +
      'So nothing is. Start the workers with OFFBOARDING_PAYLOAD_KEYS and OFFBOARDING_ID_SECRET first, as set here: the first of them leaves the canary. ' +
      'While they have none, unset both here (docs/encryption.md, "Turning it on").',
  );
