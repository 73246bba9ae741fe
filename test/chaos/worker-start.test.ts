import { describe, expect, it } from '@jest/globals';
import { childEnvironment, PROVIDER_VARIABLES } from '../../src/config/local';
import { freePort } from '../../src/local/ports';
import { WorkerProcess } from '../support/worker-process';

/** Whatever the shell of the tests has set. */
const BARE = Object.fromEntries(
  Object.entries(childEnvironment()).filter(
    ([name]) =>
      !name.startsWith('OFFBOARDING_') && !(PROVIDER_VARIABLES as readonly string[]).includes(name),
  ),
);
const CREDENTIALS = {
  ZOOM_ACCOUNT_ID: 'account',
  ZOOM_CLIENT_ID: 'client',
  ZOOM_CLIENT_SECRET: 'top-secret-1',
  CLOUDFLARE_API_TOKEN: 'top-secret-2',
  CLOUDFLARE_ACCOUNT_ID: 'account',
};

describe('a worker that cannot start', () => {
  it('says all that is wrong with its configuration at once, and no value, and ends with 2', async () => {
    const worker = WorkerProcess.run({
      ...BARE,
      ZOOM_CLIENT_SECRET: '"top-secret-1"',
      CLOUDFLARE_API_KEY: 'top secret 2',
      ZOOM_API_URL: 'http://zoom.example.com',
      TEMPORAL_TLS: 'perhaps',
      OFFBOARDING_POLICY: '/no/such/policy.json',
      OFFBOARDING_LOG_LEVEL: 'loud',
    });
    expect(await worker.ended()).toEqual({ code: 2, signal: null });
    for (const name of [
      'ZOOM_ACCOUNT_ID',
      'ZOOM_CLIENT_ID',
      'ZOOM_CLIENT_SECRET',
      'ZOOM_API_URL',
      'CLOUDFLARE_API_KEY',
      'CLOUDFLARE_EMAIL',
      'CLOUDFLARE_ACCOUNT_ID',
      'TEMPORAL_TLS',
      'OFFBOARDING_POLICY',
      'OFFBOARDING_LOG_LEVEL',
    ])
      expect(worker.output).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    expect(worker.output).not.toMatch(/top.secret/);
  });

  it('ends with 3 where Temporal does not answer, and says which address it tried', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    const worker = WorkerProcess.run({ ...BARE, ...CREDENTIALS, TEMPORAL_ADDRESS: address });
    expect(await worker.ended()).toEqual({ code: 3, signal: null });
    expect(worker.output).toContain(address);
    expect(worker.output).not.toMatch(/top.secret|at .*\.ts:\d+/);
  });
});
