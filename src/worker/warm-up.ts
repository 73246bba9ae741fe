import type { Logger } from 'pino';
import { ProviderError } from '../providers/provider-error';
import type { CloudflareClient } from '../providers/cloudflare/client';
import type { ZoomClient } from '../providers/zoom/client';
import type { FirstAnswer, Standing } from './standing';

/** Kinds of failure that say nothing about whether the provider believes us. */
const NO_ANSWER: readonly string[] = ['timeout', 'network'];

/**
 * Fetches Zoom's token and opens a connection to both providers before the first leaver needs them. What a provider
 * refuses is said in the log and to who asks the probes, and stops nothing: runs will ask again, and block where a
 * person must look.
 */
export async function warmUp(
  providers: { zoom: ZoomClient; cloudflare: CloudflareClient },
  { providersAtStart }: Pick<Standing, 'providersAtStart'>,
  logger: Logger,
): Promise<void> {
  const ask = async (provider: 'zoom' | 'cloudflare', name: string, work: Promise<unknown>) => {
    const answer = await work.then(
      (): FirstAnswer => 'accepted',
      (error: unknown): FirstAnswer => {
        const failure =
          error instanceof ProviderError ? error.failure : { kind: '', message: String(error) };
        const isAway = NO_ANSWER.includes(failure.kind);
        const what = isAway ? 'does not answer the engine' : 'refuses the engine';
        logger.warn(
          { provider: name, failure },
          `${name} ${what}; "offboard doctor" says what to mend`,
        );
        return isAway ? 'noAnswer' : 'refused';
      },
    );
    providersAtStart[provider] = answer;
  };
  await Promise.all([
    ask('zoom', 'Zoom', providers.zoom.tokenScopes()),
    ask('cloudflare', 'Cloudflare', providers.cloudflare.verifyToken()),
  ]);
}
