/** Names of the calls, for faults and for the request log. */
export const ZOOM_CALLS = [
  'issueToken',
  'revokeToken',
  'updateStatus',
  'updatePassword',
  'getUser',
  'updateUser',
  'unassignRole',
  'assignRole',
  'getSecuritySettings',
  'listLiveMeetings',
  'endMeeting',
] as const;

export type ZoomCall = (typeof ZOOM_CALLS)[number];
