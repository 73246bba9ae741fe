import { slackTextOf } from '../../domain/notices/slack-text';
import type { WebUi } from '../../domain/web-ui';
import type { Channel } from './channel';
import { createPoster } from './post';

/**
 * Slack's incoming webhooks, and what takes their messages (Mattermost, Rocket.Chat, Discord's `/slack`): a body with
 * `text` in Slack's mrkdwn. One message a second; more is 429 with Retry-After (Slack, "Rate limits").
 */
export function createSlackChannel(url: string, webUi: WebUi | undefined): Channel {
  const post = createPoster(url);
  return {
    name: 'slack',
    post: (_id, notice, signal) =>
      post(JSON.stringify({ text: slackTextOf(notice, webUi) }), {}, signal),
  };
}
