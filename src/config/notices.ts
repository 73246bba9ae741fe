import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { NOTICE_KINDS, type NoticeKind } from '../domain/notices/notice';
import { isLoopback } from './environment';
import { check, type Checked } from './faults';

/** Where notices go, and which; no address at all: nowhere. */
export interface NoticesConfig {
  slackUrl?: string;
  webhook?: {
    url: string;
    /** The newest first, and the one before it where it is still set. */
    secrets: string[];
  };
  kinds: NoticeKind[];
}

/** The address is a secret by itself with Slack, so no message quotes it. */
const address = z.string().superRefine((value, context) => {
  const fault = (message: string) => context.addIssue({ code: 'custom', message });
  if (!URL.canParse(value)) return fault('must be a whole URL');
  const { protocol, hostname, username, password } = new URL(value);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname)))
    return fault('must use https (http is taken for this machine only)');
  if (username || password) return fault('must not hold a user name or password');
});

const secret = z.string().superRefine((value, context) => {
  try {
    new Webhook(value);
    if (Buffer.from(value.replace(/^whsec_/, ''), 'base64').length >= 24) return;
  } catch {
    // Said below.
  }
  const message =
    'must be a secret of Standard Webhooks: whsec_ and 24 random bytes or more in base64 (openssl rand -base64 32)';
  context.addIssue({ code: 'custom', message });
});

const isKind = (kind: string): kind is NoticeKind =>
  (NOTICE_KINDS as readonly string[]).includes(kind);

const kinds = z
  .string()
  .default(NOTICE_KINDS.join(','))
  .transform((text) => text.split(',').map((kind) => kind.trim()))
  .superRefine((named, context) => {
    if (named.every(isKind)) return;
    const message = `must be some of ${NOTICE_KINDS.join(', ')}, with commas between them`;
    context.addIssue({ code: 'custom', message });
  })
  .transform((named) => named.filter(isKind));

const schema = z
  .object({
    OFFBOARDING_NOTICE_SLACK_URL: address.optional(),
    OFFBOARDING_NOTICE_WEBHOOK_URL: address.optional(),
    OFFBOARDING_NOTICE_WEBHOOK_SECRET: secret.optional(),
    OFFBOARDING_NOTICE_WEBHOOK_SECRET_PREVIOUS: secret.optional(),
    OFFBOARDING_NOTICE_KINDS: kinds,
  })
  .superRefine((env, context) => {
    const missing = (name: keyof typeof env, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    const url = env.OFFBOARDING_NOTICE_WEBHOOK_URL;
    const current = env.OFFBOARDING_NOTICE_WEBHOOK_SECRET;
    if (url !== undefined && current === undefined)
      missing(
        'OFFBOARDING_NOTICE_WEBHOOK_SECRET',
        'must be set: receivers must be able to tell our notices from others (openssl rand -base64 32, after whsec_)',
      );
    if (url === undefined && current !== undefined)
      missing('OFFBOARDING_NOTICE_WEBHOOK_URL', 'must be set: a secret alone sends nothing');
    if (env.OFFBOARDING_NOTICE_WEBHOOK_SECRET_PREVIOUS !== undefined && current === undefined)
      missing('OFFBOARDING_NOTICE_WEBHOOK_SECRET', 'must be set: …_PREVIOUS goes beside it');
  })
  .transform((env): NoticesConfig => {
    const secrets = [
      env.OFFBOARDING_NOTICE_WEBHOOK_SECRET,
      env.OFFBOARDING_NOTICE_WEBHOOK_SECRET_PREVIOUS,
    ].filter((one) => one !== undefined);
    const slackUrl = env.OFFBOARDING_NOTICE_SLACK_URL;
    const url = env.OFFBOARDING_NOTICE_WEBHOOK_URL;
    return {
      ...(slackUrl === undefined ? {} : { slackUrl }),
      ...(url === undefined ? {} : { webhook: { url, secrets } }),
      kinds: env.OFFBOARDING_NOTICE_KINDS,
    };
  });

export const checkNotices = (env: Record<string, string>): Checked<NoticesConfig> =>
  check(schema, env);
