import { z } from 'zod';
import { plain, serviceUrl } from './environment';
import { check, faultsIn, type Checked } from './faults';

/** The HR systems whose employees can be read back; one that is absent is not asked. */
export interface HrConfig {
  bamboohr?: { apiKey: string; apiUrl: string };
  hibob?: { serviceUserId: string; token: string; apiUrl: string };
  gusto?: { token: string; apiUrl: string; apiVersion: string };
}

/** Of a company called "company"; each has its own. */
const BAMBOOHR_URL = 'https://company.bamboohr.com/api/v1';

const bamboohrSchema = z
  .object({
    BAMBOOHR_COMPANY: z
      .string('must be set: the company of the API key, as in <company>.bamboohr.com')
      .regex(/^[a-z\d-]+$/i, 'must be the first part of <company>.bamboohr.com alone'),
    BAMBOOHR_API_KEY: plain('an API key (in BambooHR under your name > API Keys)'),
    BAMBOOHR_API_URL: serviceUrl(BAMBOOHR_URL),
  })
  .transform((env) => ({
    apiKey: env.BAMBOOHR_API_KEY,
    apiUrl:
      env.BAMBOOHR_API_URL === BAMBOOHR_URL
        ? `https://${env.BAMBOOHR_COMPANY}.bamboohr.com/api/v1`
        : env.BAMBOOHR_API_URL,
  }));

const hibobSchema = z
  .object({
    HIBOB_SERVICE_USER_ID: plain('the id of the service user (in Bob under Integrations)'),
    HIBOB_SERVICE_USER_TOKEN: plain('the token of the service user (in Bob under Integrations)'),
    HIBOB_API_URL: serviceUrl('https://api.hibob.com/v1'),
  })
  .transform((env) => ({
    serviceUserId: env.HIBOB_SERVICE_USER_ID,
    token: env.HIBOB_SERVICE_USER_TOKEN,
    apiUrl: env.HIBOB_API_URL,
  }));

const gustoSchema = z
  .object({
    GUSTO_ACCESS_TOKEN: plain('an access token of the Gusto application'),
    GUSTO_API_URL: serviceUrl('https://api.gusto.com'),
    // Not below the application's own version, which Gusto raises from time to time.
    GUSTO_API_VERSION: z.iso.date('must be a date such as 2025-06-15').default('2025-06-15'),
  })
  .transform((env) => ({
    token: env.GUSTO_ACCESS_TOKEN,
    apiUrl: env.GUSTO_API_URL,
    apiVersion: env.GUSTO_API_VERSION,
  }));

type Environment = Record<string, string>;

/** A part that is there as soon as one of its variables is; then it must be whole. */
function optional<T>(variables: RegExp, schema: z.ZodType<T>, env: Environment) {
  const isGiven = Object.keys(env).some((name) => variables.test(name));
  return isGiven ? check(schema, env) : { value: undefined };
}

export function checkHr(env: Environment): Checked<HrConfig> {
  const bamboohr = optional(/^BAMBOOHR_(COMPANY|API_KEY|API_URL)$/, bamboohrSchema, env);
  const hibob = optional(/^HIBOB_(SERVICE_USER_(ID|TOKEN)|API_URL)$/, hibobSchema, env);
  const gusto = optional(/^GUSTO_(ACCESS_TOKEN|API_URL|API_VERSION)$/, gustoSchema, env);
  if ('faults' in bamboohr || 'faults' in hibob || 'faults' in gusto)
    return { faults: [bamboohr, hibob, gusto].flatMap(faultsIn) };
  return {
    value: {
      ...(bamboohr.value && { bamboohr: bamboohr.value }),
      ...(hibob.value && { hibob: hibob.value }),
      ...(gusto.value && { gusto: gusto.value }),
    },
  };
}
