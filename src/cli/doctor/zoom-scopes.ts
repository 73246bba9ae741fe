/**
 * Scopes by what they are for, each by its classic and its granular name: Zoom's Users, Accounts and
 * Meetings API documents of 2025-12. An app has names of one kind only.
 */
interface Scope {
  purpose: string;
  classic: string;
  granular: string;
}

export const NEEDED_SCOPES: readonly Scope[] = [
  { purpose: 'revoke tokens', classic: 'user:write:admin', granular: 'user:delete:token:admin' },
  {
    purpose: 'deactivate users',
    classic: 'user:write:admin',
    granular: 'user:update:status:admin',
  },
  {
    purpose: 'rotate passwords',
    classic: 'user:write:admin',
    granular: 'user:update:password:admin',
  },
  { purpose: 'read users', classic: 'user:read:admin', granular: 'user:read:user:admin' },
];

/** Only some policies and decisions come to need these. */
export const OPTIONAL_SCOPES: readonly Scope[] = [
  {
    purpose: 'withdraw and restore admin roles (adminAccounts, demoteAndRetry, rescind)',
    classic: 'role:write:admin',
    granular: 'role:delete:member:admin',
  },
  {
    purpose: 'restore licences (rescind)',
    classic: 'user:write:admin',
    granular: 'user:update:user:admin',
  },
];

export const missingScopes = (granted: readonly string[], wanted: readonly Scope[]): Scope[] =>
  wanted.filter(
    ({ classic, granular }) => !granted.includes(classic) && !granted.includes(granular),
  );

/** For a person who adds them in the Zoom App Marketplace. */
export const scopeNames = (scopes: readonly Scope[]): string =>
  scopes
    .map(({ purpose, classic, granular }) => `${classic} or ${granular}, to ${purpose}`)
    .join('; ');
