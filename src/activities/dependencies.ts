import type { CloudflareClient } from '../providers/cloudflare/client';
import type { NoticeSettings } from '../providers/notices/channel';
import type { HrApis } from '../providers/hr/api';
import type { NameInIds } from '../encryption/names';
import type { ZoomClient } from '../providers/zoom/client';

/** What the activities work with; the worker makes it, tests may make their own. */
export interface ActivityDependencies {
  zoom: ZoomClient;
  cloudflare: CloudflareClient;
  /** HR systems that employees are read back from; one that is absent is not configured. */
  hr: HrApis;
  notices: NoticeSettings;
  /** Path of the policy file; absent: the defaults. */
  policyPath?: string;
  /** Accounts the integration itself works with: losing them would stop every further offboarding. */
  ownAccounts: readonly string[];
  /** What workflow ids call people; absent: as they are called. */
  names?: NameInIds;
}
