import { z } from 'zod';
import { check, type Checked, type Fault } from './faults';
import { listenHost, listenPort } from './listen';
import { readPair, tokenProblem } from './tokens';

/** What the configuration must know of a source of HR events. */
export interface SecretHolder {
  name: string;
  /** The variable with its secret; `<variable>_PREVIOUS` holds the one before, during a rotation. */
  secretVariable: string;
  /** Why this cannot be the secret; never quotes it. */
  secretProblem?(secret: string): string | undefined;
}

/** Who is believed: the newest secret first, and the one before it where it is still set. */
export interface IntakeSecrets {
  /** By the source's name; empty where it is not switched on. */
  sources: Record<string, string[]>;
  scim: string[];
  /** Of those who may ask where a run stands. */
  api: string[];
}

const SCIM = 'SCIM_BEARER_TOKEN';
const API = 'OFFBOARDING_API_TOKEN';

// 8080 is Temporal's Web UI in its compose files, 8233 the dev server's.
const PORT = 8090;

const listenSchema = z
  .object({
    INTAKE_HOST: listenHost,
    INTAKE_PORT: listenPort.default(PORT),
  })
  .transform(({ INTAKE_HOST: host, INTAKE_PORT: port }) => ({ host, port }));

const pageSchema = z
  .object({ INTAKE_PAGE: z.enum(['token', 'local'], 'must be token or local').default('token') })
  .transform((env) => env.INTAKE_PAGE === 'local');

/** Whether the page needs no token in this machine's own browsers, although one is set. */
export const checkPage = (env: Record<string, string>) => check(pageSchema, env);

export const checkListen = (env: Record<string, string>) => check(listenSchema, env);

/** An intake that believes nobody takes nothing: then nothing was configured, or under other names. */
export function checkIntakeSecrets(
  env: Record<string, string>,
  holders: readonly SecretHolder[],
): Checked<IntakeSecrets> {
  const faults: Fault[] = [];
  const sources = Object.fromEntries(
    holders.map((holder) => {
      const problemOf = (secret: string) => holder.secretProblem?.(secret);
      return [holder.name, readPair(env, holder.secretVariable, problemOf, faults)];
    }),
  );
  const scim = readPair(env, SCIM, tokenProblem, faults);
  const api = readPair(env, API, tokenProblem, faults);
  if (faults.length > 0) return { faults };
  if ([scim, ...Object.values(sources)].every((secrets) => secrets.length === 0)) {
    const [first, ...others] = [...holders.map(({ secretVariable }) => secretVariable), SCIM];
    const problem = `must be set, or another source's secret: ${others.join(', ')}`;
    return { faults: [{ name: first ?? SCIM, problem }] };
  }
  return { value: { sources, scim, api } };
}
