import { z } from 'zod';
import { plain, plainProblem, serviceUrl } from './environment';
import { check, faultsIn, type Checked, type Fault } from './faults';

/** An API token, or the older pair of e-mail and Global API Key. */
type CloudflareAuth = { apiToken: string } | { email: string; apiKey: string };

export interface CloudflareConfig {
  auth: CloudflareAuth;
  /** The account route is used where it is set, else the zone route. One of the two is always there. */
  accountId?: string;
  zoneId?: string;
  apiUrl: string;
}

const optional = (what: string) => plain(what).optional();
const placeSchema = z
  .object({
    CLOUDFLARE_ACCOUNT_ID: optional('the account id'),
    CLOUDFLARE_ZONE_ID: optional('the zone id'),
  })
  .transform(({ CLOUDFLARE_ACCOUNT_ID: accountId, CLOUDFLARE_ZONE_ID: zoneId }, context) => {
    if (!accountId && !zoneId)
      context.addIssue({
        code: 'custom',
        path: ['CLOUDFLARE_ACCOUNT_ID'],
        message:
          'must be set: the account id, as in the address of the dashboard (or set CLOUDFLARE_ZONE_ID)',
      });
    return { ...(accountId && { accountId }), ...(zoneId && { zoneId }) };
  });
const urlSchema = z.object({
  CLOUDFLARE_API_URL: serviceUrl('https://api.cloudflare.com/client/v4'),
});

/** Which of the two forms is set, and whether it is whole. The words say what to add or take away. */
function checkAuth(env: Record<string, string>): Checked<CloudflareAuth> {
  const { CLOUDFLARE_API_TOKEN: apiToken, CLOUDFLARE_EMAIL: email } = env;
  const { CLOUDFLARE_API_KEY: apiKey } = env;
  const faults: Fault[] = [];
  const fault = (name: string, problem: string | undefined) => {
    if (problem) faults.push({ name, problem });
  };

  if (apiToken) fault('CLOUDFLARE_API_TOKEN', plainProblem(apiToken));
  if (apiKey) fault('CLOUDFLARE_API_KEY', plainProblem(apiKey));
  if (email && !z.email().safeParse(email).success)
    fault('CLOUDFLARE_EMAIL', 'must be the e-mail of the Cloudflare user whose key is used');

  if (apiToken) {
    const extra =
      'must not be set beside CLOUDFLARE_API_TOKEN: choose one form (the token is safer)';
    if (apiKey) fault('CLOUDFLARE_API_KEY', extra);
    if (email) fault('CLOUDFLARE_EMAIL', extra);
  } else if (email && !apiKey) {
    fault('CLOUDFLARE_API_KEY', 'must be set: the Global API Key that goes with CLOUDFLARE_EMAIL');
  } else if (apiKey && !email) {
    fault('CLOUDFLARE_EMAIL', 'must be set: the e-mail that goes with CLOUDFLARE_API_KEY');
  } else if (!apiKey || !email) {
    fault(
      'CLOUDFLARE_API_TOKEN',
      'must be set: an API token (or set CLOUDFLARE_EMAIL with CLOUDFLARE_API_KEY)',
    );
  }
  if (faults.length > 0) return { faults };
  if (apiToken) return { value: { apiToken } };
  return { value: { email: email!, apiKey: apiKey! } };
}

export function checkCloudflare(env: Record<string, string>): Checked<CloudflareConfig> {
  const auth = checkAuth(env);
  const place = check(placeSchema, env);
  const url = check(urlSchema, env);
  if ('faults' in auth || 'faults' in place || 'faults' in url)
    return { faults: [auth, place, url].flatMap(faultsIn) };
  return { value: { auth: auth.value, ...place.value, apiUrl: url.value.CLOUDFLARE_API_URL } };
}
