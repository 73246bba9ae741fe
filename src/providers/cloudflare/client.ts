import type { CloudflareCall, ProviderCall } from '../../domain/provider';
import { createHttpClient, type CallContext, type CallObserver, type HttpCall } from '../http';
import { path } from '../path';
import { ProviderError } from '../provider-error';
import { readEnvelope, readFreed, readRevoked, readUser } from './answers';
import { CallWindow } from './call-window';
import { mayRead, verifyToken } from './credentials';
import { sessionsSchema, type AccessUser, type ActiveSession, type TokenStatus } from './schemas';

/** More pages than this would mean that the look-up does not filter by e-mail at all. */
const MAXIMUM_PAGES = 20;

type CloudflareAuth = { apiToken: string } | { email: string; apiKey: string };

export interface CloudflareSettings {
  /** Default `https://api.cloudflare.com/client/v4`. */
  apiUrl?: string;
  /** For each HTTP call, default 10,000. */
  timeoutMs?: number;
  observe?: CallObserver | undefined;
  auth: CloudflareAuth;
  /** One of the two must be there; the account is used where both are. */
  accountId?: string;
  zoneId?: string;
}

/**
 * Every method throws ProviderError, or ProviderCallCancelled when the context's signal ended it. A call whose context
 * gives way is refused, unsent, with the code `windowBudget` and the window's end, once the rest is kept for others.
 */
export interface CloudflareClient {
  /** An account id is configured: users, sessions and seats can be read. Without it those calls are refused, unsent. */
  readonly canRead: boolean;
  /** Ends all Access sessions of the e-mail; the options count on the account route only. */
  revokeUser(
    email: string,
    options: { devices: boolean; warpReauth: boolean },
    context?: CallContext,
  ): Promise<void>;
  /** Undefined where no Access user has this very e-mail, whatever the case of its letters. */
  findUser(email: string, context?: CallContext): Promise<AccessUser | undefined>;
  /** Empty: nothing left. */
  listActiveSessions(userId: string, context?: CallContext): Promise<ActiveSession[]>;
  /** Frees the Access and the Gateway seat; does not block access. */
  updateSeats(seatUid: string, context?: CallContext): Promise<void>;
  /** `notApplicable` for an API key, which cannot be asked about. */
  verifyToken(context?: CallContext): Promise<TokenStatus>;
  /** Whether anything is to be read there: under the API's address, `{account}` and `{zone}` stand for the ids. */
  mayRead(place: string, context?: CallContext): Promise<boolean>;
}

/** One try, with the credentials. */
export type Send = <T>(call: HttpCall<T>, context: CallContext) => Promise<T>;

/** Cloudflare Access over an API token, or an e-mail with its API key. Makes no call by itself. */
export function createCloudflareClient(settings: CloudflareSettings): CloudflareClient {
  const { auth, accountId, zoneId } = settings;
  if (accountId === undefined && zoneId === undefined) {
    throw new Error('Cloudflare needs an account id, or a zone id to revoke with only.');
  }
  const headers: Record<string, string> =
    'apiToken' in auth
      ? { Authorization: `Bearer ${auth.apiToken}` }
      : { 'X-Auth-Email': auth.email, 'X-Auth-Key': auth.apiKey };
  const http = createHttpClient({
    provider: 'cloudflare',
    baseUrl: settings.apiUrl ?? 'https://api.cloudflare.com/client/v4',
    timeoutMs: settings.timeoutMs,
    observe: settings.observe,
    requestIdHeader: 'cf-ray',
    secrets: ['apiToken' in auth ? auth.apiToken : auth.apiKey],
  });
  const window = new CallWindow();
  const send: Send = async (call, context) => {
    const held = context.givesWay && window.heldUntil(Date.now());
    if (held) throw putOff(call.call, held);
    const { heard, ended } = window.count(Date.now());
    return http.send({ ...call, headers, heard }, context).finally(ended);
  };
  /** The account's path, for what cannot be asked of a zone. */
  const account = (call: CloudflareCall): string => {
    if (accountId === undefined) throw noAccount(call);
    return path`/accounts/${accountId}`;
  };

  return {
    canRead: accountId !== undefined,
    revokeUser: (email, { devices, warpReauth }, context = {}) =>
      send(
        {
          call: 'revokeUser',
          method: 'POST',
          read: readRevoked,
          ...(accountId === undefined
            ? {
                path: path`/zones/${zoneId ?? ''}/access/organizations/revoke_user`,
                json: { email },
              }
            : {
                path: path`/accounts/${accountId}/access/organizations/revoke_user`,
                query: { devices: String(devices) },
                json: { email, devices, warp_session_reauth: warpReauth },
              }),
        },
        context,
      ),
    findUser: async (email, context = {}) =>
      findUser(send, `${account('findUser')}/access/users`, email, context),
    listActiveSessions: async (userId, context = {}) =>
      send(
        {
          call: 'listActiveSessions',
          method: 'GET',
          path: account('listActiveSessions') + path`/access/users/${userId}/active_sessions`,
          read: readEnvelope(sessionsSchema),
        },
        context,
      ),
    updateSeats: async (seatUid, context = {}) =>
      send(
        {
          call: 'updateSeats',
          method: 'PATCH',
          path: `${account('updateSeats')}/access/seats`,
          json: [{ seat_uid: seatUid, access_seat: false, gateway_seat: false }],
          read: readFreed(seatUid),
        },
        context,
      ),
    verifyToken: async (context = {}) =>
      'apiToken' in auth ? verifyToken(send, accountId, context) : { status: 'notApplicable' },
    mayRead: async (place, context = {}) => {
      const ids = { account: accountId, zone: zoneId };
      const target = place.replace(
        /{(account|zone)}/g,
        (_, id: keyof typeof ids) => path`${ids[id] ?? ''}`,
      );
      return mayRead(send, target, context);
    },
  };
}

async function findUser(send: Send, target: string, email: string, context: CallContext) {
  for (let page = 1; page <= MAXIMUM_PAGES; page += 1) {
    const { user, pages } = await send(
      {
        call: 'findUser',
        method: 'GET',
        path: target,
        query: { email, ...(page > 1 && { page: String(page) }) },
        read: readUser(email),
      },
      context,
    );
    if (user !== undefined || page >= pages) return user;
  }
  throw new ProviderError({
    provider: 'cloudflare',
    call: 'findUser',
    kind: 'unexpected',
    status: 200,
    message: `Not among the first ${MAXIMUM_PAGES} pages of users; the look-up does not filter by e-mail.`,
  });
}

const putOff = (call: ProviderCall, { at, why }: { at: string; why: string }) =>
  new ProviderError({
    provider: 'cloudflare',
    call,
    kind: 'refused',
    code: 'windowBudget',
    message: why,
    retryAfter: at,
  });

const noAccount = (call: CloudflareCall) =>
  new ProviderError({
    provider: 'cloudflare',
    call,
    kind: 'refused',
    code: 'noAccountId',
    message: 'Not sent: a zone cannot be asked this; configure the account id.',
  });
