import { OffboardingClient } from './client';
import { connectTemporal, lazyConnection, type TemporalSettings } from './connection';

export type { OffboardingClient, StartedRun } from './client';
export { OffboardingClientError } from './errors';

/**
 * @param lazy connect with the first call, for programs that must come up while Temporal is away
 * @throws TemporalUnavailable after a few seconds, unless lazy
 */
export async function connectOffboarding(
  settings: TemporalSettings,
  { lazy = false } = {},
): Promise<OffboardingClient> {
  const connection = lazy ? lazyConnection(settings) : await connectTemporal(settings);
  return new OffboardingClient(connection, settings);
}
