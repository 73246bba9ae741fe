import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readIntakeConfig } from '../../src/config';

const SOURCES = [
  { name: 'plain', secretVariable: 'PLAIN_SECRET' },
  {
    name: 'picky',
    secretVariable: 'PICKY_SECRET',
    secretProblem: (secret: string) => (secret.startsWith('p') ? undefined : 'must begin with p'),
  },
];
// Neither this machine's TEMPORAL_* nor a config file in the user's folder.
const temporal = { TEMPORAL_ADDRESS: 'localhost:7233' };
const TOKEN = 'a-token-of-16-and-more';

const read = (environment: Record<string, string>) =>
  readIntakeConfig(SOURCES, { ...temporal, ...environment });

function faultsOf(environment: Record<string, string>): Record<string, string> {
  try {
    read(environment);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return Object.fromEntries(error.faults.map(({ name, problem }) => [name, problem]));
  }
  return {};
}

describe("the intake's configuration", () => {
  it('listens on this machine only, unless told otherwise', () => {
    expect(read({ PLAIN_SECRET: 'x' })).toEqual({
      temporal: {
        address: 'localhost:7233',
        namespace: 'default',
        connectionOptions: { address: 'localhost:7233' },
      },
      listen: { host: '127.0.0.1', port: 8090 },
      secrets: { sources: { plain: ['x'], picky: [] }, scim: [], api: [] },
      pageOpenHere: false,
      logLevel: 'info',
    });
    const { listen } = read({ PLAIN_SECRET: 'x', INTAKE_HOST: '::', INTAKE_PORT: '0' });
    expect(listen).toEqual({ host: '::', port: 0 });
  });

  it('opens the page as it is told, and links it to the Web UI', () => {
    const told = read({
      PLAIN_SECRET: 'x',
      INTAKE_PAGE: 'local',
      OFFBOARDING_WEB_UI_URL: 'https://temporal.example.com/ui/',
    });
    expect(told).toMatchObject({
      pageOpenHere: true,
      webUiUrl: 'https://temporal.example.com/ui',
    });
    expect(read({ PLAIN_SECRET: 'x', INTAKE_PAGE: 'token' }).pageOpenHere).toBe(false);
  });

  it('holds two secrets during a rotation, the newer first', () => {
    const { secrets } = read({
      PICKY_SECRET: 'p2',
      PICKY_SECRET_PREVIOUS: 'p1',
      SCIM_BEARER_TOKEN: `${TOKEN}-2`,
      SCIM_BEARER_TOKEN_PREVIOUS: TOKEN,
      OFFBOARDING_API_TOKEN: `${TOKEN}-4`,
      OFFBOARDING_API_TOKEN_PREVIOUS: `${TOKEN}-3`,
    });
    expect(secrets).toEqual({
      sources: { plain: [], picky: ['p2', 'p1'] },
      scim: [`${TOKEN}-2`, TOKEN],
      api: [`${TOKEN}-4`, `${TOKEN}-3`],
    });
  });

  it.each([
    ['a secret that cannot be', { PICKY_SECRET: 'x' }, 'PICKY_SECRET', 'begin with p'],
    [
      'an older one that cannot be',
      { PICKY_SECRET: 'p', PICKY_SECRET_PREVIOUS: 'x' },
      'PICKY_SECRET_PREVIOUS',
      'begin with p',
    ],
    ['an older one alone', { PICKY_SECRET_PREVIOUS: 'p' }, 'PICKY_SECRET', 'must be set'],
    ['a short token', { OFFBOARDING_API_TOKEN: 'x' }, 'OFFBOARDING_API_TOKEN', '16 characters'],
    ['a short SCIM token', { SCIM_BEARER_TOKEN: 'x' }, 'SCIM_BEARER_TOKEN', '16 characters'],
    ['a token in quotes', { SCIM_BEARER_TOKEN: `"${TOKEN}"` }, 'SCIM_BEARER_TOKEN', 'quotes'],
    ['a host with a port', { INTAKE_HOST: 'localhost:80' }, 'INTAKE_HOST', 'without a port'],
    ['a URL for a host', { INTAKE_HOST: 'http://a' }, 'INTAKE_HOST', 'host name'],
    ['a port by name', { INTAKE_PORT: 'http' }, 'INTAKE_PORT', 'port number'],
    ['a port that none is', { INTAKE_PORT: '65536' }, 'INTAKE_PORT', 'port number'],
    ['an unknown level', { OFFBOARDING_LOG_LEVEL: 'loud' }, 'OFFBOARDING_LOG_LEVEL', 'one of'],
    ['a page for everybody', { INTAKE_PAGE: 'open' }, 'INTAKE_PAGE', 'token or local'],
    ['a Web UI that is no URL', { OFFBOARDING_WEB_UI_URL: 'ui' }, 'OFFBOARDING_WEB_UI_URL', 'URL'],
    ['an address with a scheme', { TEMPORAL_ADDRESS: 'http://a' }, 'TEMPORAL_ADDRESS', 'scheme'],
  ])('does not take %s', (_what, wrong, name, words) => {
    const faults = faultsOf({ PLAIN_SECRET: 'x', ...wrong });
    expect(Object.keys(faults)).toEqual([name]);
    expect(faults[name]).toContain(words);
  });

  it('needs one source, of whichever kind', () => {
    const faults = faultsOf({ OFFBOARDING_API_TOKEN: TOKEN, PLAIN_SECRET: ' ' });
    expect(Object.keys(faults)).toEqual(['PLAIN_SECRET']);
    expect(faults['PLAIN_SECRET']).toContain('PICKY_SECRET, SCIM_BEARER_TOKEN');
    expect(faultsOf({ SCIM_BEARER_TOKEN: TOKEN })).toEqual({});
  });
});
