import type { OffboardingClient } from '../client';
import { readTemporalConfig } from '../config';
import { InvalidRequest } from '../client/errors';
import type { CliContext } from './context';

/** Connects, works, and closes the connection whatever comes of it. */
export async function withClient<T>(
  context: CliContext,
  work: (client: OffboardingClient) => Promise<T>,
): Promise<T> {
  const client = await context.connect(readTemporalConfig(context.environment));
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Who acts: as told, else the user at this machine. The record needs a name. */
export function whoSays(context: CliContext, by: string | undefined): string {
  const who = by ?? context.userName();
  if (who) return who;
  throw new InvalidRequest([
    { field: 'requestedBy', problem: 'must be given: this machine has no name for its user' },
  ]);
}
