import type { CloudflareConfig } from '../../config/cloudflare';
import type { Checked } from '../../config/faults';
import { createCloudflareClient, type CloudflareClient } from '../../providers/cloudflare/client';
import { failed, misconfigured, ok, PATIENCE, type Finding } from './finding';

const TOKEN = 'Cloudflare token';
const READING = 'Cloudflare reading';
/** Nobody's: reserved for examples (RFC 2606). */
const NOBODY = 'offboard-doctor@example.invalid';

/** Asks about the token, and looks a user up; revokes nothing, so that right shows in a first run only. */
export async function checkCloudflare(config: Checked<CloudflareConfig>): Promise<Finding[]> {
  if ('faults' in config) return [misconfigured(TOKEN, config)!];
  const cloudflare = createCloudflareClient({ ...config.value, timeoutMs: PATIENCE });
  return Promise.all([tokenFinding(cloudflare), readingFinding(cloudflare)]);
}

async function tokenFinding(cloudflare: CloudflareClient): Promise<Finding> {
  try {
    const { status } = await cloudflare.verifyToken();
    if (status === 'active') return ok(TOKEN, 'active');
    if (status === 'notApplicable')
      return {
        check: TOKEN,
        state: 'skipped',
        detail: 'a Global API Key cannot be asked about; an API token is safer',
      };
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
