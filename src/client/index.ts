import { OffboardingClient } from './client';
import { connectTemporal, lazyConnection, type TemporalSettings } from './connection';

export type { OffboardingClient, StartedRun } from './client';
export { OffboardingClientError } from './errors';

interface ConnectOptions {
  /** Connect with the first call, for programs that must come up while Temporal is away. */
  lazy?: boolean;
  /** Milliseconds for each call that Temporal answers by itself; default 10,000. Senders of events wait less. */
  callTimeoutMs?: number;
}

/**
 * @throws TemporalUnavailable after a few seconds, unless lazy
 */
export async function connectOffboarding(
  settings: TemporalSettings,
  { lazy = false, callTimeoutMs = 10_000 }: ConnectOptions = {},
): Promise<OffboardingClient> {
  const connection = lazy ? lazyConnection(settings) : await connectTemporal(settings);
  return new OffboardingClient(connection, settings, callTimeoutMs, lazy);
}
