import { StaleWebhook } from './errors';

/** What Standard Webhooks recommends. A recording can be played again no longer than this. */
const TOLERANCE_SECONDS = 5 * 60;

interface Tolerance {
  /** How old a webhook may be, where its sender keeps the timestamp through its retries. */
  pastSeconds?: number;
}

/**
 * Call it only once the signature was found right: who cannot sign must not learn about clocks.
 * @param sentAt ISO 8601; undefined where the sender's timestamp could not be read
 * @throws StaleWebhook where that is further from the receipt than five minutes, either way, or than was said
 */
export function requireFresh(
  sentAt: string | undefined,
  receivedAt: Date,
  { pastSeconds = TOLERANCE_SECONDS }: Tolerance = {},
): void {
  const age = (receivedAt.getTime() - Date.parse(sentAt ?? '')) / 1000;
  if (!(age <= pastSeconds && age >= -TOLERANCE_SECONDS)) throw new StaleWebhook(pastSeconds);
}
