/** A permission of an API token, and what for. docs/permissions.md says the same, which a test sees to. */
export interface CloudflarePermission {
  permission: string;
  purpose: string;
  when: string;
}

/** Cloudflare's OpenAPI of 2026-07. Whether the narrower "… Revoke" is enough to revoke, it does not say. */
export const CLOUDFLARE_PERMISSIONS: readonly CloudflarePermission[] = [
  {
    permission: 'Access: Organizations, Identity Providers, and Groups Write',
    purpose: 'revoke sessions',
    when: 'every run',
  },
  {
    permission: 'Access: Audit Logs Read',
    purpose: 'look users up, and see that no session is left',
    when: 'every run',
  },
  {
    permission: 'Zero Trust: Seats Write',
    purpose: 'free seats',
    when: 'policy `freeZeroTrustSeat` only',
  },
];

/**
 * What the engine never reads. Cloudflare tells nobody what a token may do, unless the token may read tokens, which
 * is too much by itself; so the doctor tries, and wants to be refused. A right to change holds the right to read.
 */
export interface Probe {
  what: string;
  permission: string;
  /** Under the API's address, with `{account}` and `{zone}` for the ids. */
  path: string;
}

export const PROBES: readonly Probe[] = [
  { what: "the user's API tokens", permission: 'API Tokens', path: '/user/tokens' },
  {
    what: "the account's API tokens",
    permission: 'Account API Tokens',
    path: '/accounts/{account}/tokens',
  },
  {
    what: "the account's members",
    permission: 'Account Settings',
    path: '/accounts/{account}/members',
  },
  {
    what: 'Access applications and their policies',
    permission: 'Access: Apps and Policies',
    path: '/accounts/{account}/access/apps',
  },
  {
    what: 'the rules of Gateway',
    permission: 'Zero Trust',
    path: '/accounts/{account}/gateway/rules',
  },
  { what: 'Workers', permission: 'Workers Scripts', path: '/accounts/{account}/workers/scripts' },
  { what: 'zones', permission: 'Zone', path: '/zones' },
  { what: 'DNS records', permission: 'DNS', path: '/zones/{zone}/dns_records' },
];
