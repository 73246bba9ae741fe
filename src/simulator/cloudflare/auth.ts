import type { IncomingHttpHeaders } from 'node:http';
import type { Incoming } from '../shared/incoming';
import type { CloudflareFaultName } from './catalogue';
import type { CloudflareRoute, CloudflareWorld } from './routes';

/** Who calls, and whether they may: in Cloudflare's order, headers, then credentials, route and permission. */
export function admit(
  route: CloudflareRoute,
  world: CloudflareWorld,
  { headers, params }: Incoming,
): CloudflareFaultName | undefined {
  const malformed = headerFault(headers);
  if (malformed !== undefined) return malformed;
  const byToken = headers.authorization !== undefined;
  const refused = byToken
    ? tokenFault(route, world, headers.authorization)
    : keyFault(world, headers);
  if (refused !== undefined) return refused;
  if (!isOurs(world, params)) return 'cloudflare.any.404.7003';
  if (byToken && !isPermitted(route, world)) return 'cloudflare.any.403.10000';
  if (!world.settings.zeroTrust && route.name !== 'verifyToken') return 'cloudflare.any.403.9999';
  return undefined;
}

function headerFault(headers: IncomingHttpHeaders): CloudflareFaultName | undefined {
  const { authorization } = headers;
  const email = headers['x-auth-email'];
  const key = headers['x-auth-key'];
  if (authorization !== undefined) {
    return /^Bearer [\w-]+$/i.test(authorization) ? undefined : 'cloudflare.any.400.6003.6111';
  }
  if (email === undefined && key === undefined) return 'cloudflare.any.400.9106';
  if (email === undefined || key === undefined) return 'cloudflare.any.400.9107';
  if (!/^[^\s@]+@[^\s@]+$/.test(String(email))) return 'cloudflare.any.400.6003.6102';
  if (!/^[\da-f]{37}$/.test(String(key))) return 'cloudflare.any.400.6003.6103';
  return undefined;
}

function keyFault(
  { credentials }: CloudflareWorld,
  headers: IncomingHttpHeaders,
): CloudflareFaultName | undefined {
  const known =
    headers['x-auth-email'] === credentials.email && headers['x-auth-key'] === credentials.apiKey;
  return known ? undefined : 'cloudflare.any.403.9103';
}

function tokenFault(
  { name }: CloudflareRoute,
  { settings }: CloudflareWorld,
  authorization: string | undefined,
): CloudflareFaultName | undefined {
  const verifying = name === 'verifyToken';
  if (!settings.apiTokens.includes(authorization?.slice('Bearer '.length) ?? '')) {
    return verifying ? 'cloudflare.any.401.1000' : 'cloudflare.any.403.10000';
  }
  // A token that is switched off or has run out can still be asked about.
  return verifying || settings.tokenStatus === 'active' ? undefined : 'cloudflare.any.403.10000';
}

function isOurs({ credentials }: CloudflareWorld, params: Incoming['params']): boolean {
  const { accountId = credentials.accountId, zoneId = credentials.zoneId } = params;
  return accountId === credentials.accountId && zoneId === credentials.zoneId;
}

function isPermitted({ permissions }: CloudflareRoute, { settings }: CloudflareWorld): boolean {
  return (
    permissions.length === 0 || permissions.some((name) => settings.permissions.includes(name))
  );
}
