import { describe, expect, it } from '@jest/globals';
import { NOTICE_KINDS } from '../../src/domain/notices/notice';
import { ConfigurationError, readTemporalConfig, readWorkerConfig } from '../../src/config';

const zoom = {
  ZOOM_ACCOUNT_ID: 'acc-1',
  ZOOM_CLIENT_ID: 'client-1',
  ZOOM_CLIENT_SECRET: 'zoom-secret-1',
};
const cloudflare = { CLOUDFLARE_API_TOKEN: 'cf-token-1', CLOUDFLARE_ACCOUNT_ID: 'cf-account' };
// Neither this machine's TEMPORAL_* nor a config file in the user's folder.
const temporal = { TEMPORAL_ADDRESS: 'localhost:7233' };
const whole = { ...temporal, ...zoom, ...cloudflare };

function faultsOf(environment: Record<string, string | undefined>) {
  try {
    readWorkerConfig(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}
const namesOf = (environment: Record<string, string | undefined>) =>
  faultsOf(environment).map(({ name }) => name);

describe('a whole environment', () => {
  it('gives each provider its part, with the standard addresses', () => {
    expect(readWorkerConfig(whole)).toEqual({
      temporal: {
        address: 'localhost:7233',
        namespace: 'default',
        connectionOptions: { address: 'localhost:7233' },
      },
      zoom: {
        accountId: 'acc-1',
        clientId: 'client-1',
        clientSecret: 'zoom-secret-1',
        plan: 'pro',
        apiUrl: 'https://api.zoom.us/v2',
        oauthUrl: 'https://zoom.us/oauth/token',
      },
      cloudflare: {
        auth: { apiToken: 'cf-token-1' },
        accountId: 'cf-account',
        apiUrl: 'https://api.cloudflare.com/client/v4',
      },
      hr: {},
      notices: { kinds: [...NOTICE_KINDS] },
      worker: { drainMs: 30_000, cachedWorkflows: 500 },
      logLevel: 'info',
    });
  });

  it('takes the e-mail and key form, the zone, and addresses without their last slash', () => {
    const config = readWorkerConfig({
      ...temporal,
      ...zoom,
      ZOOM_PLAN: 'business',
      ZOOM_API_URL: 'http://127.0.0.1:4000/v2/',
      CLOUDFLARE_EMAIL: 'ops@example.com',
      CLOUDFLARE_API_KEY: 'key-1',
      CLOUDFLARE_ZONE_ID: 'zone-1',
      OFFBOARDING_LOG_LEVEL: 'debug',
    });
    expect(config.zoom).toMatchObject({ plan: 'business', apiUrl: 'http://127.0.0.1:4000/v2' });
    expect(config.cloudflare).toMatchObject({
      auth: { email: 'ops@example.com', apiKey: 'key-1' },
      zoneId: 'zone-1',
    });
    expect(config.logLevel).toBe('debug');
  });

  it('takes an empty variable for one that is not set, and trims', () => {
    const config = readWorkerConfig({
      ...whole,
      ZOOM_PLAN: '',
      CLOUDFLARE_EMAIL: ' ',
      ZOOM_CLIENT_ID: ' client-1\n',
    });
    expect(config.zoom).toMatchObject({ plan: 'pro', clientId: 'client-1' });
  });
});

describe('faults', () => {
  it('lists all that is missing at once', () => {
    expect(namesOf({})).toEqual([
      'ZOOM_ACCOUNT_ID',
      'ZOOM_CLIENT_ID',
      'ZOOM_CLIENT_SECRET',
      'CLOUDFLARE_API_TOKEN',
      'CLOUDFLARE_ACCOUNT_ID',
    ]);
  });

  it('lists all that is wrong at once, in every part', () => {
    expect(
      namesOf({
        TEMPORAL_ADDRESS: 'http://temporal:7233',
        ZOOM_ACCOUNT_ID: 'two words',
        ZOOM_CLIENT_ID: '"quoted"',
        ZOOM_PLAN: 'enterprise',
        ZOOM_API_URL: 'ftp://zoom.test',
        ZOOM_OAUTH_URL: 'not a url',
        CLOUDFLARE_API_KEY: 'a key',
        CLOUDFLARE_API_URL: 'http://cloudflare.test',
        HIBOB_API_URL: 'http://hibob.test',
        OFFBOARDING_POLICY: '/no/such/policy.json',
        OFFBOARDING_LOG_LEVEL: 'loud',
      }),
    ).toEqual([
      'TEMPORAL_ADDRESS',
      'ZOOM_ACCOUNT_ID',
      'ZOOM_CLIENT_ID',
      'ZOOM_CLIENT_SECRET',
      'ZOOM_PLAN',
      'ZOOM_API_URL',
      'ZOOM_OAUTH_URL',
      'CLOUDFLARE_API_KEY',
      'CLOUDFLARE_EMAIL',
      'CLOUDFLARE_ACCOUNT_ID',
      'CLOUDFLARE_API_URL',
      'HIBOB_SERVICE_USER_ID',
      'HIBOB_SERVICE_USER_TOKEN',
      'HIBOB_API_URL',
      'OFFBOARDING_POLICY',
      'OFFBOARDING_LOG_LEVEL',
    ]);
  });

  it.each([
    ['a scheme', { TEMPORAL_ADDRESS: 'https://a.test:7233' }, 'without a scheme'],
    ['http to another host', { ZOOM_API_URL: 'http://api.zoom.us/v2' }, 'must use https'],
    ['a look-alike of loopback', { ZOOM_API_URL: 'http://127.0.0.1.test/v2' }, 'must use https'],
    ['a query', { ZOOM_API_URL: 'https://api.zoom.us/v2?a=1' }, 'query'],
    ['credentials', { CLOUDFLARE_API_URL: 'https://me:pw@cf.test' }, 'user name or password'],
    ['a plan', { ZOOM_PLAN: 'free' }, 'must be one of pro, business'],
    ['both auth forms', { CLOUDFLARE_EMAIL: 'a@b.test', CLOUDFLARE_API_KEY: 'k' }, 'choose one'],
    ['a key alone', { CLOUDFLARE_API_TOKEN: '', CLOUDFLARE_API_KEY: 'k' }, 'goes with'],
    ['an e-mail alone', { CLOUDFLARE_API_TOKEN: '', CLOUDFLARE_EMAIL: 'a@b.test' }, 'Global API'],
    ['a wrong e-mail', { CLOUDFLARE_API_TOKEN: '', CLOUDFLARE_EMAIL: 'nobody' }, 'e-mail'],
  ])('says what %s should be', (_what, change, words) => {
    const problems = faultsOf({ ...whole, ...change }).map(({ problem }) => problem);
    expect(problems.join('\n')).toContain(words);
  });

  it('reads like a list, each line naming its variable', () => {
    expect(() => readWorkerConfig({ ...whole, ZOOM_PLAN: 'x', ZOOM_CLIENT_ID: '' })).toThrow(
      [
        'The configuration has 2 faults:',
        '  ZOOM_CLIENT_ID  must be set: the Client ID of the Server-to-Server OAuth app',
        '  ZOOM_PLAN       must be one of pro, business',
      ].join('\n'),
    );
  });

  it('never quotes a value: it may be a secret in the wrong place', () => {
    const secret = 'hunter2 secret';
    const names = [
      ...Object.keys(whole),
      'ZOOM_PLAN',
      'ZOOM_API_URL',
      'ZOOM_OAUTH_URL',
      'CLOUDFLARE_EMAIL',
      'CLOUDFLARE_API_KEY',
      'CLOUDFLARE_API_URL',
      'BAMBOOHR_COMPANY',
      'BAMBOOHR_API_KEY',
      'BAMBOOHR_API_URL',
      'HIBOB_SERVICE_USER_ID',
      'HIBOB_SERVICE_USER_TOKEN',
      'HIBOB_API_URL',
      'GUSTO_ACCESS_TOKEN',
      'GUSTO_API_URL',
      'GUSTO_API_VERSION',
      'TEMPORAL_API_KEY',
      'TEMPORAL_TLS',
      'TEMPORAL_PROFILE',
      'TEMPORAL_TLS_CLIENT_KEY_PATH',
      'OFFBOARDING_LOG_LEVEL',
    ];
    for (const name of names) {
      const faults = faultsOf({ ...whole, [name]: secret });
      expect(faults.length).toBeGreaterThan(0);
      expect(new ConfigurationError(faults).message).not.toContain('hunter2');
    }
  });
});

describe('Temporal', () => {
  it('is read without the providers, for the CLI', () => {
    expect(readTemporalConfig({ ...temporal, TEMPORAL_NAMESPACE: 'hr' })).toEqual({
      address: 'localhost:7233',
      namespace: 'hr',
      connectionOptions: { address: 'localhost:7233' },
    });
  });
});
