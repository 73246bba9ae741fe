/** Names of the calls, for faults and for the request log; revokeUser and verifyToken have two routes each. */
export const CLOUDFLARE_CALLS = [
  'revokeUser',
  'findUser',
  'listActiveSessions',
  'updateSeats',
  'revokeRegistrations',
  'updateGatewayList',
  'verifyToken',
  'readOther',
] as const;

export type CloudflareCall = (typeof CLOUDFLARE_CALLS)[number];
