import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_POLICY, policySchema, type Policy } from '../domain/policy';
import { faultsOf, type Checked, type Fault } from './faults';

const VARIABLE = 'OFFBOARDING_POLICY';
const fault = (problem: string, path = ''): Fault => ({
  name: [VARIABLE, path].filter(Boolean).join(' '),
  problem,
});

/** Where the JSON breaks, in the parser's words but without the text around it. */
function whereItBreaks(error: unknown): string {
  const position = /position (\d+)|line \d+ column \d+/.exec(String(error))?.[0];
  return position ? `, see ${position}` : '';
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The policy file, or the default policy where none is named. Read anew at each call. */
export function checkPolicyFile(path: string | undefined): Checked<Policy> {
  if (path === undefined) return { value: DEFAULT_POLICY };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const problem = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
    return { faults: [fault(`must be the path of a JSON file: ${problem}: ${resolve(path)}`)] };
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { faults: [fault(`must hold JSON: ${resolve(path)} does not${whereItBreaks(error)}`)] };
  }
  const parsed = policySchema.safeParse(json);
  const faults = parsed.success ? [] : faultsOf(parsed.error, VARIABLE);
  // Beside the schema, for the domain knows no time zones: which exist is a matter of the machine.
  const timeZone = (json as { timeZone?: unknown } | null)?.timeZone;
  if (typeof timeZone === 'string' && timeZone && !isTimeZone(timeZone))
    faults.push(fault('must be an IANA time zone such as "Europe/Berlin"', 'timeZone'));
  return parsed.success && faults.length === 0 ? { value: parsed.data } : { faults };
}
