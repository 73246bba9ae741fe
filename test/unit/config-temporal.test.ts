import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, readTemporalConfig } from '../../src/config';

const folder = mkdtempSync(join(tmpdir(), 'offboarding-temporal-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string): string {
  const path = join(folder, `file-${(files += 1)}`);
  writeFileSync(path, content);
  return path;
}

function faultsOf(environment: Record<string, string>) {
  try {
    readTemporalConfig(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}
const namesOf = (environment: Record<string, string>) =>
  faultsOf(environment).map(({ name }) => name);

describe('TEMPORAL_*', () => {
  it('passes address, namespace, API key and TLS on', () => {
    const config = readTemporalConfig({
      TEMPORAL_ADDRESS: 'eu.example.com:7233',
      TEMPORAL_NAMESPACE: 'hr.a1b2',
      TEMPORAL_API_KEY: 'key-1',
    });
    expect(config.namespace).toBe('hr.a1b2');
    expect(config.connectionOptions).toEqual({
      address: 'eu.example.com:7233',
      apiKey: 'key-1',
      tls: true,
    });
  });

  it('reads a profile of the config file', () => {
    const path = file('[profile.prod]\naddress = "prod.test:7233"\nnamespace = "prod"\n');
    const env = { TEMPORAL_CONFIG_FILE: path, TEMPORAL_PROFILE: 'prod' };
    expect(readTemporalConfig(env)).toMatchObject({ address: 'prod.test:7233', namespace: 'prod' });
  });

  it.each([
    ['empty', file('')],
    ['of no profile', file('other = 1\n')],
    ['the null device', devNull],
  ])('takes a config file that is %s for none', (_what, path) => {
    expect(readTemporalConfig({ TEMPORAL_CONFIG_FILE: path })).toMatchObject({
      address: 'localhost:7233',
      namespace: 'default',
    });
  });

  it('names every file that cannot be read, at once', () => {
    expect(
      namesOf({
        TEMPORAL_TLS_CLIENT_CERT_PATH: '/no/cert.pem',
        TEMPORAL_TLS_CLIENT_KEY_PATH: '/no/key.pem',
        TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/no/ca.pem',
      }),
    ).toEqual([
      'TEMPORAL_TLS_CLIENT_CERT_PATH',
      'TEMPORAL_TLS_CLIENT_KEY_PATH',
      'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a config file that is not there', { TEMPORAL_CONFIG_FILE: '/no/t.toml' }, 'CONFIG_FILE'],
    ['an unknown profile', { TEMPORAL_PROFILE: 'prod' }, 'PROFILE'],
    ['a switch that is neither on nor off', { TEMPORAL_TLS: 'yes' }, 'TLS'],
    [
      'a switch the SDK does not have',
      { TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: 'true' },
      'TLS_DISABLE_HOST_VERIFICATION',
    ],
    [
      'a certificate without its key',
      { TEMPORAL_TLS_CLIENT_CERT_DATA: 'cert' },
      'TLS_CLIENT_KEY_PATH',
    ],
    [
      'a key without its certificate',
      { TEMPORAL_TLS_CLIENT_KEY_DATA: 'key' },
      'TLS_CLIENT_CERT_PATH',
    ],
    [
      'a certificate that is none',
      { TEMPORAL_TLS_CLIENT_CERT_DATA: 'cert', TEMPORAL_TLS_CLIENT_KEY_DATA: 'key' },
      'TLS_CLIENT_CERT_*',
    ],
    [
      'a path beside the data',
      {
        TEMPORAL_TLS_CLIENT_KEY_PATH: file('key'),
        TEMPORAL_TLS_CLIENT_KEY_DATA: 'key',
        TEMPORAL_TLS_CLIENT_CERT_DATA: 'cert',
      },
      'TLS_CLIENT_KEY_PATH',
    ],
    [
      'an API key in clear',
      { TEMPORAL_ADDRESS: 'a.test:7233', TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' },
      'TLS',
    ],
    ['a whole URL', { TEMPORAL_ADDRESS: 'https://a.test:7233/x' }, 'ADDRESS'],
  ])('%s is a fault', (_what, env, name) => {
    expect(namesOf({ TEMPORAL_CONFIG_FILE: devNull, ...env })).toEqual([`TEMPORAL_${name}`]);
  });

  it('does not quote a config file that is not TOML: there may be an API key in it', () => {
    const path = file('[profile.default]\napi_key = "hunter2');
    const [fault] = faultsOf({ TEMPORAL_CONFIG_FILE: path });
    expect(fault).toEqual({
      name: 'TEMPORAL_CONFIG_FILE',
      problem: 'the file is not valid TOML: see line 2',
    });
  });
});
