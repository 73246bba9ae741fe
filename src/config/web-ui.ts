import { z } from 'zod';
import { check, type Checked } from './faults';

function problemOf(value: string): string | undefined {
  if (!URL.canParse(value)) return 'must be a whole URL, such as https://temporal.example.com';
  const { protocol, username, password, search, hash } = new URL(value);
  if (protocol !== 'https:' && protocol !== 'http:') return 'must begin with https:// or http://';
  if (username || password) return 'must not hold a user name or password: it is shown to people';
  return search || hash ? 'must end before any query or fragment' : undefined;
}

const schema = z
  .object({
    OFFBOARDING_WEB_UI_URL: z
      .string()
      .superRefine((value, context) => {
        const message = problemOf(value);
        if (message) context.addIssue({ code: 'custom', message });
      })
      .transform((value) => value.replace(/\/+$/, ''))
      .optional(),
  })
  .transform((env) => env.OFFBOARDING_WEB_UI_URL);

/** Where people open the Temporal Web UI, without a trailing slash; absent: nothing links to it. */
export const checkWebUiUrl = (env: Record<string, string>): Checked<string | undefined> =>
  check(schema, env);
