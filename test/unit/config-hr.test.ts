import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readWorkerConfig } from '../../src/config';

const needed = {
  TEMPORAL_ADDRESS: 'localhost:7233',
  ZOOM_ACCOUNT_ID: 'acc-1',
  ZOOM_CLIENT_ID: 'client-1',
  ZOOM_CLIENT_SECRET: 'zoom-secret-1',
  CLOUDFLARE_API_TOKEN: 'cf-token-1',
  CLOUDFLARE_ACCOUNT_ID: 'cf-account',
};
const bamboohr = { BAMBOOHR_COMPANY: 'acme', BAMBOOHR_API_KEY: 'bamboo-key-1' };
const hibob = { HIBOB_SERVICE_USER_ID: 'SERVICE-1', HIBOB_SERVICE_USER_TOKEN: 'bob-token-1' };
const gusto = { GUSTO_ACCESS_TOKEN: 'gusto-token-1' };

const hrOf = (environment: Record<string, string>) =>
  readWorkerConfig({ ...needed, ...environment }).hr;

function faultsOf(environment: Record<string, string>) {
  try {
    hrOf(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('HR systems in the environment', () => {
  it('are none where nothing is set, and nothing is asked for', () => {
    expect(hrOf({})).toEqual({});
    expect(hrOf({ BAMBOOHR_API_KEY: '', GUSTO_ACCESS_TOKEN: ' ' })).toEqual({});
  });

  it('have their standard addresses', () => {
    expect(hrOf({ ...bamboohr, ...hibob, ...gusto })).toEqual({
      bamboohr: { apiKey: 'bamboo-key-1', apiUrl: 'https://acme.bamboohr.com/api/v1' },
      hibob: {
        serviceUserId: 'SERVICE-1',
        token: 'bob-token-1',
        apiUrl: 'https://api.hibob.com/v1',
      },
      gusto: {
        token: 'gusto-token-1',
        apiUrl: 'https://api.gusto.com',
        apiVersion: '2025-06-15',
      },
    });
  });

  it('may be one alone, at another address', () => {
    expect(hrOf({ ...bamboohr, BAMBOOHR_API_URL: 'http://127.0.0.1:1/v1/' })).toEqual({
      bamboohr: { apiKey: 'bamboo-key-1', apiUrl: 'http://127.0.0.1:1/v1' },
    });
    expect(hrOf({ ...gusto, GUSTO_API_VERSION: '2026-02-01' })).toMatchObject({
      gusto: { apiVersion: '2026-02-01' },
    });
  });

  it('do not mind the secrets of their webhooks, which belong to the intake', () => {
    expect(hrOf({ BAMBOOHR_WEBHOOK_SECRET: 'x', HIBOB_WEBHOOK_SECRET: 'y' })).toEqual({});
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['a company alone', { BAMBOOHR_COMPANY: 'acme' }, ['BAMBOOHR_API_KEY']],
    ['a key alone', { BAMBOOHR_API_KEY: 'k' }, ['BAMBOOHR_COMPANY']],
    [
      'an address alone',
      { BAMBOOHR_API_URL: 'https://a.test' },
      ['BAMBOOHR_COMPANY', 'BAMBOOHR_API_KEY'],
    ],
    ['an id alone', { HIBOB_SERVICE_USER_ID: 'S' }, ['HIBOB_SERVICE_USER_TOKEN']],
    ['a token alone', { HIBOB_SERVICE_USER_TOKEN: 't' }, ['HIBOB_SERVICE_USER_ID']],
    [
      "Bob's address alone",
      { HIBOB_API_URL: 'https://a.test' },
      ['HIBOB_SERVICE_USER_ID', 'HIBOB_SERVICE_USER_TOKEN'],
    ],
    ["Gusto's address alone", { GUSTO_API_URL: 'https://a.test' }, ['GUSTO_ACCESS_TOKEN']],
    ['a version alone', { GUSTO_API_VERSION: '2026-02-01' }, ['GUSTO_ACCESS_TOKEN']],
    [
      'halves of all three',
      { BAMBOOHR_COMPANY: 'acme', HIBOB_SERVICE_USER_ID: 'S', GUSTO_API_URL: 'https://a.test' },
      ['BAMBOOHR_API_KEY', 'HIBOB_SERVICE_USER_TOKEN', 'GUSTO_ACCESS_TOKEN'],
    ],
  ])('are refused where there is %s, naming what is missing', (_what, environment, missing) => {
    const faults = faultsOf(environment);
    expect(faults.map(({ name }) => name)).toEqual(missing);
    for (const { problem } of faults) expect(problem).toMatch(/^must be set: \w/);
  });

  it.each<[string, Record<string, string>, string, string]>([
    [
      'a whole host',
      { ...bamboohr, BAMBOOHR_COMPANY: 'acme.bamboohr.com' },
      'BAMBOOHR_COMPANY',
      'first part',
    ],
    ['a key in quotes', { ...bamboohr, BAMBOOHR_API_KEY: '"k"' }, 'BAMBOOHR_API_KEY', 'quotes'],
    ['http', { ...hibob, HIBOB_API_URL: 'http://api.hibob.com' }, 'HIBOB_API_URL', 'https'],
    ['a version', { ...gusto, GUSTO_API_VERSION: 'v1' }, 'GUSTO_API_VERSION', 'such as 2025-06-15'],
  ])('are refused where %s is wrong', (_what, environment, name, words) => {
    const faults = faultsOf(environment);
    expect(faults.map((fault) => fault.name)).toEqual([name]);
    expect(faults[0]?.problem).toContain(words);
  });
});
