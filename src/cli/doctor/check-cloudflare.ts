import type { CloudflareConfig } from '../../config/cloudflare';
import type { Checked } from '../../config/faults';
import { createCloudflareClient, type CloudflareClient } from '../../providers/cloudflare/client';
import { PROBES, type Probe } from './cloudflare-permissions';
import { failed, misconfigured, ok, PATIENCE, type Finding } from './finding';

const TOKEN = 'Cloudflare token';
const READING = 'Cloudflare reading';
const LEAST = 'Cloudflare least privilege';
/** Nobody's: reserved for examples (RFC 2606). */
const NOBODY = 'offboard-doctor@example.invalid';
const DAY_MS = 86_400_000;
/** A token that ends sooner is to be changed now. */
const SOON_DAYS = 30;

/** Asks about the token, and looks a user up; revokes nothing, so that right shows in a first run only. */
export async function checkCloudflare(config: Checked<CloudflareConfig>): Promise<Finding[]> {
  if ('faults' in config) return [misconfigured(TOKEN, config)!];
  const cloudflare = createCloudflareClient({ ...config.value, timeoutMs: PATIENCE });
  const [token, reading] = await Promise.all([
    tokenFinding(cloudflare),
    readingFinding(cloudflare),
  ]);
  const least =
    'apiKey' in config.value.auth
      ? GLOBAL_KEY
      : token.state === 'failed'
        ? { check: LEAST, state: 'skipped' as const, detail: 'needs a token that works' }
        : await leastFinding(cloudflare, config.value);
  return [token, reading, least];
}

const GLOBAL_KEY: Finding = {
  check: LEAST,
  state: 'warning',
  detail: 'a Global API Key may do everything that its user may, and never expires',
  mend: 'Use an API token with the permissions of docs/permissions.md: CLOUDFLARE_API_TOKEN in place of CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.',
};

async function tokenFinding(cloudflare: CloudflareClient): Promise<Finding> {
  try {
    const { status, expiresOn } = await cloudflare.verifyToken();
    if (status === 'active') return lifetimeFinding(expiresOn);
    if (status === 'notApplicable')
      return { check: TOKEN, state: 'skipped', detail: 'a Global API Key cannot be asked about' };
    return {
      check: TOKEN,
      state: 'failed',
      detail: status,
      mend: 'Make a new API token in the Cloudflare dashboard and set it as CLOUDFLARE_API_TOKEN.',
    };
  } catch (error) {
    return failed(TOKEN, error);
  }
}

function lifetimeFinding(expiresOn: string | undefined): Finding {
  if (expiresOn === undefined) return ok(TOKEN, 'active; it never expires');
  const days = Math.floor((Date.parse(expiresOn) - Date.now()) / DAY_MS);
  if (!(days < SOON_DAYS)) return ok(TOKEN, `active until ${expiresOn}`);
  return {
    check: TOKEN,
    state: 'warning',
    detail: `active, but it expires on ${expiresOn}, in ${days} days`,
    mend: 'Make another one before then, and change to it as docs/security.md says.',
  };
}

async function readingFinding(cloudflare: CloudflareClient): Promise<Finding> {
  if (!cloudflare.canRead)
    return {
      check: READING,
      state: 'warning',
      detail: 'a zone can be told to revoke, but not asked whether sessions are left',
      mend: 'Set CLOUDFLARE_ACCOUNT_ID too, so that a run can verify that access is gone.',
    };
  try {
    await cloudflare.findUser(NOBODY);
    return ok(READING, 'users can be looked up');
  } catch (error) {
    return failed(READING, error);
  }
}

/** Reads what the engine never needs, and wants to be refused. */
async function leastFinding(
  cloudflare: CloudflareClient,
  { accountId, zoneId }: CloudflareConfig,
): Promise<Finding> {
  const probes = PROBES.filter(
    ({ path }) =>
      (accountId || !path.includes('{account}')) && (zoneId || !path.includes('{zone}')),
  );
  try {
    const surplus: Probe[] = [];
    for (const probe of probes) if (await cloudflare.mayRead(probe.path)) surplus.push(probe);
    if (surplus.length === 0) return ok(LEAST, `refused all ${probes.length} reads that it should`);
    const lines = surplus.map(({ what, permission }) => `  ${what} (permission "${permission}")`);
    return {
      check: LEAST,
      state: 'warning',
      detail: ['the token may read what the engine never needs:', ...lines].join('\n'),
      mend: 'Edit the API token in the Cloudflare dashboard, which keeps its value: docs/permissions.md has what the engine needs.',
    };
  } catch (error) {
    return { ...failed(LEAST, error), state: 'skipped' };
  }
}
