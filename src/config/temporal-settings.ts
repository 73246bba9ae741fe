import { readFileSync } from 'node:fs';
import { plainProblem } from './environment';
import type { Fault } from './faults';

const FILES = [
  'TEMPORAL_CONFIG_FILE',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
] as const;

/** Files that the environment names and that cannot be read: envconfig passes over a missing config file. */
export function fileFaults(env: Record<string, string>): Fault[] {
  return FILES.flatMap((name) => {
    const path = env[name];
    if (path === undefined) return [];
    try {
      readFileSync(path);
      return [];
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      return [{ name, problem: `must be the path of a file that can be read (${code})` }];
    }
  });
}

const ADDRESS = /^(\[[0-9a-f:]+\]|[^\s:/]+)(:\d{1,5})?$/i;
const BOOLEANS = ['true', 'false', '1', '0'];

/** TEMPORAL_* variables that envconfig lets pass, or takes for something else than was meant. */
export function settingFaults(env: Record<string, string>): Fault[] {
  const faults: Fault[] = [];
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS: tls } = env;
  if (address && !ADDRESS.test(address))
    faults.push({
      name: 'TEMPORAL_ADDRESS',
      problem: 'must be host:port, such as localhost:7233, without a scheme or a path',
    });
  const keyProblem = apiKey && plainProblem(apiKey);
  if (keyProblem) faults.push({ name: 'TEMPORAL_API_KEY', problem: keyProblem });
  // envconfig reads every other word as "no TLS".
  if (tls && !BOOLEANS.includes(tls))
    faults.push({ name: 'TEMPORAL_TLS', problem: 'must be true or false' });
  // The SDK for TypeScript has no such switch: envconfig reads it and drops it.
  if (['true', '1'].includes(env['TEMPORAL_TLS_DISABLE_HOST_VERIFICATION'] ?? ''))
    faults.push({
      name: 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION',
      problem:
        "is not possible here: name the server's CA in TEMPORAL_TLS_SERVER_CA_CERT_PATH instead",
    });
  return faults;
}

/** envconfig's own errors, which may quote the file (and an API key in it), in words that do not. */
export function loadFault(error: unknown, env: Record<string, string>): Fault {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('Profile ') || (error instanceof TypeError && env['TEMPORAL_PROFILE']))
    return { name: 'TEMPORAL_PROFILE', problem: 'must name a profile of the Temporal config file' };
  const both = /^Cannot specify both (client_cert|client_key|server_ca_cert)_path/.exec(message);
  if (both?.[1]) {
    const name = `TEMPORAL_TLS_${both[1].toUpperCase()}_PATH`;
    return { name, problem: 'must not be set beside its …_DATA: choose one' };
  }
  const name = 'TEMPORAL_CONFIG_FILE';
  const where = env[name] ? 'the file' : "the Temporal config file in the user's folder";
  const { line, code } = error as { line?: number; code?: string };
  if (line !== undefined) return { name, problem: `${where} is not valid TOML: see line ${line}` };
  if (code) return { name, problem: `${where}, or a file that it names, cannot be read (${code})` };
  return { name, problem: `${where} does not hold what a Temporal profile should` };
}
