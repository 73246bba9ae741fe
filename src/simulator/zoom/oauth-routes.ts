import { jsonReply } from '../shared/reply';
import type { Outcome, ZoomRoute, ZoomWorld } from './routes';
import type { Incoming } from '../shared/incoming';

function issueToken(world: ZoomWorld, incoming: Incoming): Outcome {
  const { tokens, settings, credentials } = world;
  if (!isClient(world, incoming)) return 'zoom.oauth.400.invalid_client';
  const form = new URLSearchParams(incoming.body);
  const grantType = form.get('grant_type');
  const accountId = form.get('account_id');
  if (grantType === null) return 'zoom.oauth.400.invalid_request';
  if (grantType !== 'account_credentials') return 'zoom.oauth.400.unsupported_grant_type';
  if (accountId === null) return 'zoom.oauth.400.invalid_request';
  if (accountId !== credentials.accountId) return 'zoom.oauth.400.invalid_grant';
  return jsonReply(200, {
    access_token: tokens.issue(settings),
    token_type: 'bearer',
    expires_in: Math.ceil(settings.tokenLifetimeSeconds),
    scope: settings.scopes.join(' '),
  });
}

function isClient({ credentials, settings }: ZoomWorld, { headers }: Incoming): boolean {
  const basic = /^Basic (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) return false;
  const pair = Buffer.from(basic, 'base64').toString('utf8');
  return settings.clientSecrets.some((secret) => pair === `${credentials.clientId}:${secret}`);
}

export const oauthRoutes: readonly ZoomRoute[] = [
  {
    name: 'issueToken',
    method: 'POST',
    path: '/oauth/token',
    users: () => [],
    handle: issueToken,
  },
];
