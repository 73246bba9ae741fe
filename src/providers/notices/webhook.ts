import { Webhook } from 'standardwebhooks';
import { webhookBodyOf } from '../../domain/notices/webhook-body';
import type { WebUi } from '../../domain/web-ui';
import type { Channel } from './channel';
import { createPoster } from './post';

/**
 * JSON signed as Standard Webhooks say: `webhook-id` is the same through all tries of a notice, `webhook-signature`
 * holds one signature for each secret.
 *
 * @param secrets the newest first; the one before it where it is still set
 */
export function createWebhookChannel(
  url: string,
  secrets: readonly string[],
  webUi: WebUi | undefined,
): Channel {
  const post = createPoster(url);
  const signers = secrets.map((secret) => new Webhook(secret));
  return {
    name: 'webhook',
    post(id, notice, signal) {
      const body = JSON.stringify(webhookBodyOf(notice, webUi));
      const now = new Date();
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': signers.map((signer) => signer.sign(id, now, body)).join(' '),
      };
      return post(body, headers, signal);
    },
  };
}
