import type { TemporalSettings } from '../../src/client/connection';
import { testAddress } from '../support/engine';

/** A namespace of the test run's server. */
export function settingsFor(namespace: string): TemporalSettings {
  const address = testAddress();
  return { address, namespace, connectionOptions: { address } };
}
