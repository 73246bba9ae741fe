import type { CloudflareClient } from '../providers/cloudflare/client';
import type { ZoomClient } from '../providers/zoom/client';

/** What the activities work with; the worker makes it, tests may make their own. */
export interface ActivityDependencies {
  zoom: ZoomClient;
  cloudflare: CloudflareClient;
  /** Path of the policy file; absent: the defaults. */
  policyPath?: string;
  /** Accounts the integration itself works with: losing them would stop every further offboarding. */
  ownAccounts: readonly string[];
}
