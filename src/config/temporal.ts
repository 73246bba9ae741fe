import { createSecureContext } from 'node:tls';
import {
  loadClientConfigProfile,
  toClientOptions,
  type ClientConfigProfile,
  type ClientConnectConfig,
} from '@temporalio/envconfig';
import type { Encryption } from '../encryption/payload-key';
import { checkEncryption } from './encryption';
import { cleaned, isLoopback, type Environment } from './environment';
import { faultsIn, type Checked, type Fault } from './faults';
import { fileFaults, loadFault, settingFaults } from './temporal-settings';

type ConnectionOptions = ClientConnectConfig['connectionOptions'];

/** How to reach Temporal. `connectionOptions` fit a client's connection and a worker's alike. */
export interface TemporalConfig {
  address: string;
  namespace: string;
  connectionOptions: Pick<ConnectionOptions, 'address' | 'apiKey' | 'tls' | 'metadata'>;
  /** What goes to Temporal is encrypted; absent: it is not. */
  encryption?: Encryption;
}

/** envconfig stumbles over a config file without any profile (an empty one): it counts as no file. */
function loadProfile(env: Record<string, string>): ClientConfigProfile {
  try {
    return loadClientConfigProfile({ overrideEnvVars: env });
  } catch (error) {
    if (!(error instanceof TypeError) || env['TEMPORAL_PROFILE']) throw error;
    return loadClientConfigProfile({ overrideEnvVars: env, disableFile: true });
  }
}

/** With one half of a client certificate, envconfig leaves it out and says nothing. */
function halfFaults({ tls }: ClientConfigProfile): Fault[] {
  if (Boolean(tls?.clientCert) === Boolean(tls?.clientKey)) return [];
  const [given, missing] = tls?.clientCert ? ['CERT', 'KEY'] : ['KEY', 'CERT'];
  return [
    {
      name: `TEMPORAL_TLS_CLIENT_${missing}_PATH`,
      problem: `must be set (or its …_DATA): it goes with TEMPORAL_TLS_CLIENT_${given}_*`,
    },
  ];
}

function connectionFaults({ tls, apiKey, address }: ConnectionOptions): Fault[] {
  const host = (address ?? 'localhost').replace(/:\d+$/, '');
  if (tls === false && apiKey && !isLoopback(host)) {
    const problem = 'must be true: without TLS the API key would travel in clear';
    return [{ name: 'TEMPORAL_TLS', problem }];
  }
  const pair = typeof tls === 'object' ? tls?.clientCertPair : undefined;
  if (!pair) return [];
  try {
    createSecureContext({ cert: Buffer.from(pair.crt), key: Buffer.from(pair.key) });
    return [];
  } catch {
    const problem = 'must be a PEM certificate, and TEMPORAL_TLS_CLIENT_KEY_* its key';
    return [{ name: 'TEMPORAL_TLS_CLIENT_CERT_*', problem }];
  }
}

function configOf({ connectionOptions, namespace }: ClientConnectConfig): TemporalConfig {
  const { address = 'localhost:7233', apiKey, tls, metadata } = connectionOptions;
  return {
    address,
    // Most samples forget it, and then talk to `default`.
    namespace: namespace ?? 'default',
    connectionOptions: {
      address,
      ...(apiKey !== undefined && { apiKey }),
      ...(tls !== undefined && { tls }),
      ...(metadata !== undefined && { metadata }),
    },
  };
}

/** How to reach Temporal, and what goes to it encrypted. */
export function checkTemporal(environment: Environment): Checked<TemporalConfig> {
  const reach = checkReach(environment);
  const encryption = checkEncryption(cleaned(environment));
  if ('faults' in reach || 'faults' in encryption)
    return { faults: [...faultsIn(reach), ...faultsIn(encryption)] };
  return { value: { ...reach.value, ...(encryption.value && { encryption: encryption.value }) } };
}

/** TEMPORAL_* and Temporal's config file, as `@temporalio/envconfig` reads them. */
function checkReach(environment: Environment): Checked<TemporalConfig> {
  const env = cleaned(environment);
  const faults = [...settingFaults(env), ...fileFaults(env)];
  if (faults.some(({ name }) => name === 'TEMPORAL_CONFIG_FILE')) return { faults };
  try {
    const profile = loadProfile(env);
    faults.push(...halfFaults(profile));
    if (faults.length > 0) return { faults };
    const loaded = toClientOptions(profile);
    const unusable = connectionFaults(loaded.connectionOptions);
    return unusable.length > 0 ? { faults: unusable } : { value: configOf(loaded) };
  } catch (error) {
    return { faults: [...faults, loadFault(error, env)] };
  }
}
