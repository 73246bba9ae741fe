import type { ZoomCall } from './calls';

/** Either the classic scope or the granular one lets a call through. */
export const SCOPES: Readonly<Record<Exclude<ZoomCall, 'issueToken'>, readonly string[]>> = {
  revokeToken: ['user:write:admin', 'user:delete:token:admin'],
  updateStatus: ['user:write:admin', 'user:update:status:admin'],
  updatePassword: ['user:write:admin', 'user:update:password:admin'],
  getUser: ['user:read:admin', 'user:read:user:admin'],
  updateUser: ['user:write:admin', 'user:update:user:admin'],
  unassignRole: ['role:write:admin', 'role:delete:member:admin'],
  assignRole: ['role:write:admin'],
  getSecuritySettings: ['account:read:admin'],
  listLiveMeetings: ['meeting:read:admin'],
  endMeeting: ['meeting:write:admin'],
};

export const ALL_SCOPES: string[] = [...new Set(Object.values(SCOPES).flat())];
