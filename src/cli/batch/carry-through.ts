import { setTimeout } from 'node:timers/promises';
import type { OffboardingClient } from '../../client';
import type { LeaverAt } from '../../domain/batch/schemas';
import type { BatchStatus } from '../../domain/batch/status';
import { batchScreenFor, type BatchScreen } from './batch-screen';
import { print, type CliContext } from '../context';
import { shellWord } from '../status/next-commands';
import { patiently } from './patience';

/** Milliseconds between two looks. */
const INTERVAL = 500;

interface Carried {
  workflowId: string;
  leavers: readonly LeaverAt[];
  /** Until the batch has ended; else until all is handed over. */
  wait: boolean;
  json: boolean;
}

/** Hands the list over and shows how far the batch is, through restarts of its worker. */
export async function carryThrough(
  context: CliContext,
  client: OffboardingClient,
  carried: Carried,
): Promise<BatchStatus | 'interrupted'> {
  const screen = batchScreenFor(context, carried.json);
  const { interrupted } = context;
  let isHandedOver = false;
  const interruption = new Promise<never>((_, reject) => {
    interrupted.addEventListener('abort', () => reject(interrupted.reason as Error));
  });
  const watched = new AbortController();
  const signal = AbortSignal.any([interrupted, watched.signal]);
  const handingOver = handOver(signal, client, carried, screen).then(() => {
    isHandedOver = true;
  });
  try {
    // What cannot be handed over ends the watch; what is, leaves it be.
    const failure = handingOver.then(() => new Promise<never>(() => undefined));
    const last = await Promise.race([
      watch(signal, client, carried, screen),
      failure,
      interruption,
    ]);
    // Somebody else may have handed it over: then no answer is awaited.
    watched.abort();
    await handingOver.catch(() => undefined);
    return last;
  } catch (error) {
    if (!interrupted.aborted) throw error;
    sayGoodbye(context, carried.workflowId, isHandedOver);
    return 'interrupted';
  } finally {
    screen.end();
  }
}

const handOver = (
  interrupted: AbortSignal,
  client: OffboardingClient,
  { workflowId, leavers }: Carried,
  { remark }: BatchScreen,
) =>
  patiently(() => client.batches.addLeavers(workflowId, leavers, interrupted), {
    interrupted,
    remark,
  });

async function watch(
  interrupted: AbortSignal,
  client: OffboardingClient,
  { workflowId, wait }: Carried,
  { show, remark }: BatchScreen,
): Promise<BatchStatus> {
  for (;;) {
    const look = () => client.batches.status(workflowId);
    const status = await patiently(look, { interrupted, remark });
    // Before the first rows are there, it does not know how many will come.
    if (status.received > 0) show(status);
    if (status.state === 'finished' || (!wait && status.isComplete)) return status;
    await setTimeout(INTERVAL, undefined, { signal: interrupted });
  }
}

function sayGoodbye({ stderr }: CliContext, workflowId: string, isHandedOver: boolean): void {
  print(stderr, [
    `The batch goes on. npx offboard batch-status ${shellWord(workflowId)}`,
    ...(isHandedOver
      ? []
      : ['Not all rows are handed over: the same command again goes on where it is.']),
  ]);
}
