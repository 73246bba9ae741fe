import type { z } from 'zod';

/** One thing that is wrong, by the variable that holds it. Never quotes the value: it may be a secret. */
export interface Fault {
  /** The variable, with the path inside it where it names a file: `OFFBOARDING_POLICY retry.maximumAttempts`. */
  name: string;
  problem: string;
}

/** Everything that is wrong with the environment, at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly faults: readonly Fault[]) {
    const width = Math.max(...faults.map(({ name }) => name.length));
    const lines = faults.map(({ name, problem }) => `  ${name.padEnd(width)}  ${problem}`);
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    super([`The configuration has ${count}:`, ...lines].join('\n'));
  }
}

/** A part of the configuration: its value, or what is wrong with it. */
export type Checked<T> = { value: T } | { faults: Fault[] };

export const faultsIn = (checked: Checked<unknown>): Fault[] =>
  'faults' in checked ? checked.faults : [];

/** The value; undefined where there are faults. */
export const valueIn = <T>(checked: Checked<T>): T | undefined =>
  'faults' in checked ? undefined : checked.value;

/** The value, or every fault thrown as one `ConfigurationError`. */
export function valueOf<T>(checked: Checked<T>): T {
  if ('faults' in checked) throw new ConfigurationError(checked.faults);
  return checked.value;
}

/** zod's issues as faults; `within` names the variable whose content was parsed. */
export function faultsOf(error: z.ZodError, within?: string): Fault[] {
  const nameOf = (path: PropertyKey[]) =>
    [within, path.join('.')].filter(Boolean).join(' ') || 'environment';
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        name: nameOf([...issue.path, key]),
        problem: 'is not known: check its spelling, or take it out',
      }));
    const problem = issue.message
      .replace(/^Invalid (input|option): expected/, 'must be')
      .replace(', received ', ', not ');
    return [{ name: nameOf(issue.path), problem }];
  });
}

/** Parses a part of the environment; what is not a part of it is ignored. */
export function check<T>(schema: z.ZodType<T>, input: unknown): Checked<T> {
  const parsed = schema.safeParse(input);
  return parsed.success ? { value: parsed.data } : { faults: faultsOf(parsed.error) };
}
