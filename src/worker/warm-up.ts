import type { Logger } from 'pino';
import { ProviderError } from '../providers/provider-error';
import type { CloudflareClient } from '../providers/cloudflare/client';
import type { ZoomClient } from '../providers/zoom/client';

/**
 * Fetches Zoom's token and opens a connection to both providers before the first leaver needs them. What a provider
 * refuses is said in the log, and stops nothing: runs will ask again, and block where a person must look.
 */
export async function warmUp(
  providers: { zoom: ZoomClient; cloudflare: CloudflareClient },
  logger: Logger,
): Promise<void> {
  const warn = (provider: string) => (error: unknown) => {
    const failure = error instanceof ProviderError ? error.failure : { message: String(error) };
    logger.warn(
      { provider, failure },
      `${provider} refuses the engine; "offboard doctor" says what to mend`,
    );
  };
  await Promise.all([
    providers.zoom.tokenScopes().catch(warn('Zoom')),
    providers.cloudflare.verifyToken().catch(warn('Cloudflare')),
  ]);
}
