import type { ZoomCall } from './calls';

/** The classic scope, then the granular one; either lets a call through. */
export const SCOPES: Readonly<
  Record<Exclude<ZoomCall, 'issueToken'>, readonly [classic: string, granular: string]>
> = {
  revokeToken: ['user:write:admin', 'user:delete:token:admin'],
  updateStatus: ['user:write:admin', 'user:update:status:admin'],
  updatePassword: ['user:write:admin', 'user:update:password:admin'],
  getUser: ['user:read:admin', 'user:read:user:admin'],
  updateUser: ['user:write:admin', 'user:update:user:admin'],
  unassignRole: ['role:write:admin', 'role:delete:member:admin'],
  assignRole: ['role:write:admin', 'role:write:member:admin'],
  getSecuritySettings: ['account:read:admin', 'account:read:settings:admin'],
  listLiveMeetings: ['meeting:read:admin', 'meeting:read:list_meetings:admin'],
  endMeeting: ['meeting:write:admin', 'meeting:update:status:admin'],
};

/** What an app made today has for all calls. */
export const GRANULAR_SCOPES: string[] = Object.values(SCOPES).map(([, granular]) => granular);
