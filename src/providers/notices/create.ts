import type { NoticeKind } from '../../domain/notices/notice';
import type { WebUi } from '../../domain/web-ui';
import type { Channel, NoticeSettings } from './channel';
import { createSlackChannel } from './slack';
import { createWebhookChannel } from './webhook';

interface Where {
  slackUrl?: string;
  webhook?: { url: string; secrets: readonly string[] };
  kinds: readonly NoticeKind[];
}

/** @param webUi where notices link to; absent: nowhere */
export function createNotices({ slackUrl, webhook, kinds }: Where, webUi?: WebUi): NoticeSettings {
  const channels: Channel[] = [
    ...(slackUrl === undefined ? [] : [createSlackChannel(slackUrl, webUi)]),
    ...(webhook ? [createWebhookChannel(webhook.url, webhook.secrets, webUi)] : []),
  ];
  return { channels, kinds };
}
