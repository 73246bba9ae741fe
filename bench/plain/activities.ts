import type { CallContext } from '../../src/providers/http';
import type { CloudflareClient } from '../../src/providers/cloudflare/client';
import type { ZoomClient } from '../../src/providers/zoom/client';
import { generatePassword } from '../../src/providers/zoom/password';

/** One call each, through the engine's own clients; each answers how many milliseconds the provider took. */
export const createPlainActivities = (zoom: ZoomClient, cloudflare: CloudflareClient) => ({
  revokeZeroTrust: (email: string) =>
    timed((context) => cloudflare.revokeUser(email, { devices: true, warpReauth: true }, context)),
  revokeZoom: (email: string) => timed((context) => zoom.revokeToken(email, context)),
  deactivate: (email: string) =>
    timed((context) => zoom.updateStatus(email, 'deactivate', context)),
  changePassword: (email: string) =>
    timed((context) => zoom.updatePassword(email, generatePassword(undefined), context)),
});

export type PlainActivities = ReturnType<typeof createPlainActivities>;

async function timed(call: (context: CallContext) => Promise<void>): Promise<number> {
  let ms = 0;
  await call({ record: ({ durationMs }) => void (ms += durationMs) });
  return ms;
}
