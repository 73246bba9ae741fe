import type { Policy } from '../../domain/policy';
import type { ZoomCall } from '../../domain/provider';

/**
 * `needed`: runs block without it. `useful`: a decision that a person may come to will need it. `allowed`: it makes
 * something better. `unused`: nothing asks for it, so the app should not have it.
 */
type Need = 'needed' | 'useful' | 'allowed' | 'unused';

/** What a scope is for, by its classic and its granular name. An app has names of one kind only. */
export interface ZoomScope {
  purpose: string;
  calls: readonly Exclude<ZoomCall, 'issueToken'>[];
  classic: string;
  granular: string;
  /** When it is needed, for people. */
  when: string;
  need: (policy: Policy) => Need;
}

type Occasion = Pick<ZoomScope, 'when' | 'need'>;
const EVERY_RUN: Occasion = { when: 'every run', need: () => 'needed' };
const LIVE_MEETINGS: Occasion = {
  when: 'policy `endLiveMeetings` only',
  need: ({ endLiveMeetings }: Policy) => (endLiveMeetings ? 'needed' : 'unused'),
};

/**
 * All that the engine asks of Zoom, and no more: Zoom's Users, Roles, Accounts and Meetings API documents of 2025-12.
 * docs/permissions.md says the same, which a test sees to.
 */
export const ZOOM_SCOPES: readonly ZoomScope[] = [
  {
    purpose: 'revoke tokens',
    calls: ['revokeToken'],
    classic: 'user:write:admin',
    granular: 'user:delete:token:admin',
    ...EVERY_RUN,
  },
  {
    purpose: 'deactivate users',
    calls: ['updateStatus'],
    classic: 'user:write:admin',
    granular: 'user:update:status:admin',
    ...EVERY_RUN,
  },
  {
    purpose: 'rotate passwords',
    calls: ['updatePassword'],
    classic: 'user:write:admin',
    granular: 'user:update:password:admin',
    ...EVERY_RUN,
  },
  {
    purpose: 'read users',
    calls: ['getUser'],
    classic: 'user:read:admin',
    granular: 'user:read:user:admin',
    ...EVERY_RUN,
  },
  {
    purpose: 'withdraw admin roles',
    calls: ['unassignRole'],
    classic: 'role:write:admin',
    granular: 'role:delete:member:admin',
    when: 'policy `adminAccounts` "demote", decision `demoteAndRetry`',
    need: ({ adminAccounts }) => (adminAccounts === 'demote' ? 'needed' : 'useful'),
  },
  {
    purpose: 'give withdrawn roles back',
    calls: ['assignRole'],
    classic: 'role:write:admin',
    granular: 'role:write:member:admin',
    when: '`rescind`, after a role was withdrawn',
    need: () => 'useful',
  },
  {
    purpose: 'restore licences',
    calls: ['updateUser'],
    classic: 'user:write:admin',
    granular: 'user:update:user:admin',
    when: '`rescind`',
    need: () => 'useful',
  },
  {
    purpose: "read the account's password rules",
    calls: ['getSecuritySettings'],
    classic: 'account:read:admin',
    granular: 'account:read:settings:admin',
    when: 'optional: without it, passwords keep the strictest rules that Zoom documents',
    need: () => 'allowed',
  },
  {
    purpose: 'find live meetings',
    calls: ['listLiveMeetings'],
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_meetings:admin',
    ...LIVE_MEETINGS,
  },
  {
    purpose: 'end live meetings',
    calls: ['endMeeting'],
    classic: 'meeting:write:admin',
    granular: 'meeting:update:status:admin',
    ...LIVE_MEETINGS,
  },
];

/** What a classic scope lets an app do besides: Zoom's list of classic scopes with their calls. */
const BEYOND: Record<string, string> = {
  'user:write:admin': 'create, change and delete any user',
  'user:read:admin': 'read all users with their settings',
  'role:write:admin': 'create, change and delete roles',
  'account:read:admin': 'read all of the account',
  'meeting:read:admin': 'read all meetings',
  'meeting:write:admin': 'create, change and delete meetings',
};

/** Scopes of this need under this policy that were not granted, by either name. */
export const missingScopes = (
  granted: readonly string[],
  policy: Policy,
  wanted: 'needed' | 'useful',
): ZoomScope[] =>
  ZOOM_SCOPES.filter(
    ({ need, classic, granular }) =>
      need(policy) === wanted && !granted.includes(classic) && !granted.includes(granular),
  );

/** For a person who adds them in the Zoom App Marketplace. */
export const scopeNames = (scopes: readonly ZoomScope[]): string =>
  scopes
    .map(({ purpose, classic, granular }) => `${classic} or ${granular}, to ${purpose}`)
    .join('; ');

/** A granted scope that is more than the engine needs under this policy, and why. */
export interface Surplus {
  scope: string;
  why: string;
  /** It is what an app with classic scopes must have; only another app can do with less. */
  isClassic: boolean;
}

export function surplusScopes(granted: readonly string[], policy: Policy): Surplus[] {
  return granted.flatMap((scope): Surplus[] => {
    const rows = ZOOM_SCOPES.filter((row) => row.classic === scope || row.granular === scope);
    if (rows.length === 0) return [{ scope, why: 'the engine never uses it', isClassic: false }];
    if (rows.every(({ need }) => need(policy) === 'unused'))
      return [{ scope, why: `for ${rows[0]!.when}, which is off`, isClassic: false }];
    if (rows.some(({ granular }) => granular === scope)) return [];
    return [{ scope, why: `classic: may ${BEYOND[scope]} too`, isClassic: true }];
  });
}
