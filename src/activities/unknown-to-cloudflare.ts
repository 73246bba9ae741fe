import type { StepInput } from '../domain/step-result';
import type { CloudflareClient } from '../providers/cloudflare/client';
import type { CallContext } from '../providers/http';

/** Whether Cloudflare's user look-up knows no such user; false where it cannot be asked (a zone only). */
export const unknownToCloudflare =
  (cloudflare: CloudflareClient) =>
  async ({ email }: StepInput, call: CallContext): Promise<boolean> =>
    cloudflare.canRead && (await cloudflare.findUser(email, call)) === undefined;
