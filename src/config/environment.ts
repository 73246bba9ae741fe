import { z } from 'zod';

export type Environment = Record<string, string | undefined>;

/** Without surrounding white space, and without what is empty: compose files pass unset variables as "". */
export function cleaned(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) => {
    const text = value?.trim();
    return text ? [[name, text] as const] : [];
  });
  return Object.fromEntries(entries);
}

const PRINTABLE = /^[\x21-\x7e]+$/;
const QUOTED = /^["'].*["']$/;

/** Whether a value can go into a header or a path as it is; else, what is wrong with it. */
export function plainProblem(value: string): string | undefined {
  if (QUOTED.test(value)) return 'must be the bare value, without quotes around it';
  if (!PRINTABLE.test(value)) return 'must be one word: no spaces, no line breaks, no accents';
  return undefined;
}

/** A credential or an id: one printable word. The value never appears in a message. */
export const plain = (what: string) =>
  z.string(`must be set: ${what}`).superRefine((value, context) => {
    const problem = plainProblem(value);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

function urlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'must be a whole URL';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be a URL with https';
  if (url.username || url.password) return 'must not hold a user name or password';
  if (url.search || url.hash) return 'must not hold a query or a fragment';
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    return 'must use https: over http, secrets would travel in clear (http is taken for this machine only)';
  return undefined;
}

/** The address of a provider's service, without a trailing slash. */
export const serviceUrl = (standard: string) =>
  z
    .string()
    .default(standard)
    .superRefine((value, context) => {
      const problem = urlProblem(value);
      if (problem) context.addIssue({ code: 'custom', message: `${problem}, such as ${standard}` });
    })
    .transform((value) => value.replace(/\/+$/, ''));
