import { plainProblem } from './environment';
import type { Fault } from './faults';

const SHORTEST_TOKEN = 16;

export const tokenProblem = (token: string): string | undefined =>
  plainProblem(token) ??
  (token.length < SHORTEST_TOKEN
    ? `must have ${SHORTEST_TOKEN} characters or more: make a long random one`
    : undefined);

/** One secret, and the one before it during a rotation; the newest first. */
export function readPair(
  env: Record<string, string>,
  variable: string,
  problemOf: (secret: string) => string | undefined,
  faults: Fault[],
): string[] {
  const names = [variable, `${variable}_PREVIOUS`] as const;
  for (const name of names) {
    const problem = env[name] && problemOf(env[name]);
    if (problem) faults.push({ name, problem });
  }
  const [current, previous] = names.map((name) => env[name]);
  if (previous && !current)
    faults.push({ name: variable, problem: `must be set: ${variable}_PREVIOUS goes beside it` });
  return [current, previous].filter((secret) => secret !== undefined);
}
