import type { SimulatedCall } from '../shared/http-server';
import { jsonObject, type Incoming } from '../shared/incoming';
import { emptyReply, type Reply } from '../shared/reply';
import type { ZoomAccount } from './account';
import type { ZoomCall } from './calls';
import type { ZoomFaultName } from './catalogue';
import type { ZoomCredentials } from './credentials';
import type { ZoomSettings } from './settings';
import type { AccessTokens } from './tokens';
import type { ZoomUser } from './users';

/** What a call works on. */
export interface ZoomWorld {
  readonly account: ZoomAccount;
  readonly tokens: AccessTokens;
  readonly settings: ZoomSettings;
  readonly credentials: ZoomCredentials;
}

/** An answer, or the name of the error to answer with. */
export type Outcome = Reply | ZoomFaultName;

export interface ZoomRoute extends SimulatedCall {
  readonly name: ZoomCall;
  /** Zoom's rate-limit label; the token endpoint has none. */
  readonly label?: 'Light' | 'Medium';
  /** Ids or e-mails of those the request concerns, as they came. */
  users(incoming: Incoming, world: ZoomWorld): readonly string[];
  handle(world: ZoomWorld, incoming: Incoming): Outcome;
}

export const noContent = (): Reply => emptyReply(204);

/** `me` is for user-level apps; this simulator's app is a server-to-server one. */
export function findUser({ account }: ZoomWorld, key: string): ZoomUser | ZoomFaultName {
  if (key === 'me') return 'zoom.any.401.124.invalid';
  return account.users.find(key) ?? 'zoom.user.404.1001';
}

type UserHandler = (user: ZoomUser, world: ZoomWorld, incoming: Incoming) => Outcome;

/** A call on `/users/{userId}`. */
export function userRoute(
  name: ZoomCall,
  method: ZoomRoute['method'],
  path: string,
  label: 'Light' | 'Medium',
  handle: UserHandler,
): ZoomRoute {
  return {
    name,
    method,
    path: `/v2/users/:userId${path}`,
    label,
    users: ({ params }) => (params['userId'] === undefined ? [] : [params['userId']]),
    handle(world, incoming) {
      const user = findUser(world, incoming.params['userId'] ?? '');
      return typeof user === 'string' ? user : handle(user, world, incoming);
    },
  };
}

/** Refuses those who never took up their invitation: there is no account to act on yet. */
export const joined =
  (handle: UserHandler): UserHandler =>
  (user, world, incoming) =>
    user.status === 'pending' ? 'zoom.user.400.1120' : handle(user, world, incoming);

/** Hands on the body's fields, or refuses what is no JSON object. */
export function withBody(
  incoming: Incoming,
  use: (body: Readonly<Record<string, unknown>>) => Outcome,
): Outcome {
  const body = jsonObject(incoming);
  return body === undefined ? 'zoom.any.400.300.notJson' : use(body);
}
