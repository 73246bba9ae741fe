import type { CallContext } from '../http';
import { readOn, unexpected } from '../answer';
import { path } from '../path';
import { readAssigned, readJson, readNothing } from './answers';
import { createZoomApi, type ZoomApi, type ZoomSettings } from './api';
import {
  liveMeetingsSchema,
  securitySettingsSchema,
  zoomUserSchema,
  type PasswordRequirement,
  type ZoomUser,
} from './schemas';

export type { ZoomSettings } from './api';
export type { ZoomUser } from './schemas';

/**
 * The Zoom API as far as the engine needs it. `user` is an id or an e-mail; calls about one user go one at a time.
 * Every method throws ProviderError, or ProviderCallCancelled when the context's signal ended it.
 */
export interface ZoomClient {
  /** Logs the user out of the current SSO session. */
  revokeToken(user: string, context?: CallContext): Promise<void>;
  updateStatus(
    user: string,
    action: 'activate' | 'deactivate',
    context?: CallContext,
  ): Promise<void>;
  /** Zoom mails the user about it. */
  updatePassword(user: string, secret: string, context?: CallContext): Promise<void>;
  /** Fails as `unexpected` where the answer is about anybody else. */
  getUser(user: string, context?: CallContext): Promise<ZoomUser>;
  updateUser(user: string, fields: { type: number }, context?: CallContext): Promise<void>;
  unassignRole(roleId: string, user: string, context?: CallContext): Promise<void>;
  assignRole(roleId: string, userId: string, context?: CallContext): Promise<void>;
  /** Undefined where the account asks nothing of its own. Unpaid accounts: refused, status 200, code 200. */
  getPasswordRequirement(context?: CallContext): Promise<PasswordRequirement | undefined>;
  /** Meetings the user hosts right now; Zoom does not list instant ones. */
  listLiveMeetings(user: string, context?: CallContext): Promise<{ id: string }[]>;
  endMeeting(meetingId: string, context?: CallContext): Promise<void>;
  /** The scopes granted to the app, as its token names them. */
  tokenScopes(context?: CallContext): Promise<string[]>;
}

/** Zoom over Server-to-Server OAuth. Makes no call by itself; holds one token. */
export function createZoomClient(settings: ZoomSettings): ZoomClient {
  const api = createZoomApi(settings);
  return {
    ...accountCalls(api),
    ...roleCalls(api),
    listLiveMeetings: (user, context = {}) => listLiveMeetings(api, user, context),
    async endMeeting(meetingId, context = {}) {
      const target = path`/meetings/${meetingId}/status`;
      const json = { action: 'end' };
      await api.send(
        { call: 'endMeeting', method: 'PUT', path: target, json, read: readNothing },
        context,
      );
    },
    getPasswordRequirement: (context = {}) =>
      api.send(
        {
          call: 'getSecuritySettings',
          method: 'GET',
          path: '/accounts/me/settings',
          query: { option: 'security' },
          read: readJson(securitySettingsSchema),
        },
        context,
      ),
    tokenScopes: async (context = {}) => (await api.token(context)).scopes,
  };
}

const accountCalls = (api: ZoomApi) =>
  ({
    revokeToken: (user, context = {}) =>
      api.sendFor(
        user,
        {
          call: 'revokeToken',
          method: 'DELETE',
          path: () => path`/users/${user}/token`,
          read: readNothing,
        },
        context,
      ),
    updateStatus: (user, action, context = {}) =>
      api.sendFor(
        user,
        {
          call: 'updateStatus',
          method: 'PUT',
          path: () => path`/users/${user}/status`,
          json: { action },
          read: readNothing,
        },
        context,
      ),
    updatePassword: (user, secret, context = {}) =>
      api.sendFor(
        user,
        {
          call: 'updatePassword',
          method: 'PUT',
          path: () => path`/users/${user}/password`,
          json: { password: secret },
          secrets: [secret],
          read: readNothing,
        },
        context,
      ),
    getUser: (user, context = {}) =>
      api.sendFor(
        user,
        {
          call: 'getUser',
          method: 'GET',
          path: () => path`/users/${user}`,
          read: readUser(user),
        },
        context,
      ),
    updateUser: (user, fields, context = {}) =>
      api.sendFor(
        user,
        {
          call: 'updateUser',
          method: 'PATCH',
          path: () => path`/users/${user}`,
          json: { type: fields.type },
          read: readNothing,
        },
        context,
      ),
  }) satisfies Partial<ZoomClient>;

const roleCalls = (api: ZoomApi) =>
  ({
    unassignRole: (roleId, user, context = {}) =>
      api.sendFor(
        user,
        {
          call: 'unassignRole',
          method: 'DELETE',
          path: () => path`/roles/${roleId}/members/${user}`,
          read: readNothing,
        },
        context,
      ),
    assignRole: (roleId, userId, context = {}) =>
      api.sendFor(
        userId,
        {
          call: 'assignRole',
          method: 'POST',
          path: () => path`/roles/${roleId}/members`,
          json: { members: [{ id: userId }] },
          read: readAssigned,
        },
        context,
      ),
  }) satisfies Partial<ZoomClient>;

/** Two leavers must never be mixed up, whoever mixes them up. */
const readUser = (user: string) =>
  readOn(readJson(zoomUserSchema), (found, answer) =>
    found.id === user || found.email.toLowerCase() === user.toLowerCase()
      ? { value: found }
      : { fault: unexpected(answer, 'expected the user asked for') },
  );

async function listLiveMeetings(api: ZoomApi, user: string, context: CallContext) {
  const meetings: { id: string }[] = [];
  let page = '';
  // A user hosts a handful at once; the limit is against an answer that never ends.
  for (let pages = 0; pages === 0 || (page !== '' && pages < 10); pages += 1) {
    const answer = await api.sendFor(
      user,
      {
        call: 'listLiveMeetings',
        method: 'GET',
        path: () => path`/users/${user}/meetings`,
        query: { type: 'live', page_size: '300', ...(page !== '' && { next_page_token: page }) },
        read: readJson(liveMeetingsSchema),
      },
      context,
    );
    meetings.push(...answer.meetings);
    page = answer.next_page_token ?? '';
  }
  return meetings;
}
