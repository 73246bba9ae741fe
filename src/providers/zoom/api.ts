import { createHttpClient, type CallContext, type CallObserver, type HttpCall } from '../http';
import { isPathSegment } from '../path';
import { ProviderError } from '../provider-error';
import { KeyedLock } from './keyed-lock';
import { basicCredentials, createTokenSource, type Token } from './token';

export interface ZoomSettings {
  accountId: string;
  clientId: string;
  clientSecret: string;
  /** Default `https://api.zoom.us/v2`. */
  apiUrl?: string;
  /** The whole token URL, default `https://zoom.us/oauth/token`. */
  oauthUrl?: string;
  /** For each HTTP call, default 10,000. */
  timeoutMs?: number;
  observe?: CallObserver | undefined;
  /** The clock that tokens age by, in milliseconds; default the system's. */
  now?: () => number;
}

/** Zoom's code for an access token that it does not take (any more), with status 401 or 400. */
const INVALID_TOKEN = '124';
/** Zoom's codes for a scope that the token lacks. Scopes come with the token: one that was added since is in the next. */
const LACKS_SCOPE = ['104', '4700', '4711'];
/** Nobody adds a scope and asks again sooner; a token of this age is not asked for again. */
const FRESH_MS = 30_000;

/** Its path is built once the user is known to fit into one. */
type UserCall<T> = Omit<HttpCall<T>, 'path'> & { path: () => string };

/** Authorised calls, without what each of them means. */
export interface ZoomApi {
  /** Once, and once more with another token where Zoom does not take this one, or it lacks a scope and is not new. */
  send<T>(call: HttpCall<T>, context: CallContext): Promise<T>;
  /** The same in the user's turn: Zoom refuses two calls about one user at a time. */
  sendFor<T>(user: string, call: UserCall<T>, context: CallContext): Promise<T>;
  token(context: CallContext): Promise<Token>;
}

export function createZoomApi(settings: ZoomSettings): ZoomApi {
  const credentials = { now: Date.now, ...settings };
  const shared = {
    provider: 'zoom' as const,
    timeoutMs: settings.timeoutMs,
    observe: settings.observe,
    requestIdHeader: 'x-zm-trackingid',
    secrets: [settings.clientSecret, basicCredentials(credentials)],
  };
  const { apiUrl = 'https://api.zoom.us/v2', oauthUrl = 'https://zoom.us/oauth/token' } = settings;
  const http = createHttpClient({ ...shared, baseUrl: apiUrl });
  const tokens = createTokenSource(createHttpClient({ ...shared, baseUrl: oauthUrl }), credentials);
  const turns = new KeyedLock();

  async function send<T>(call: HttpCall<T>, context: CallContext): Promise<T> {
    const sendWith = ({ value }: Token) => {
      const headers = { Authorization: `Bearer ${value}` };
      return http.send({ ...call, headers, secrets: [value, ...(call.secrets ?? [])] }, context);
    };
    const token = await tokens.get(context);
    try {
      return await sendWith(token);
    } catch (error) {
      if (!(error instanceof ProviderError) || !wantsAnother(token, error.failure.code))
        throw error;
    }
    return sendWith(await tokens.renew(token, context));
  }

  const wantsAnother = ({ issuedAt }: Token, code = ''): boolean =>
    code === INVALID_TOKEN ||
    (LACKS_SCOPE.includes(code) && credentials.now() - issuedAt > FRESH_MS);

  return {
    send,
    async sendFor(user, call, context) {
      if (!isUser(user)) throw invalidUser(call.call);
      return turns.run(user.toLowerCase(), context.signal, () =>
        send({ ...call, path: call.path() }, context),
      );
    },
    token: (context) => tokens.get(context),
  };
}

/** `me` would be the integration itself, and must never be offboarded by mistake. */
const isUser = (user: string): boolean =>
  isPathSegment(user) && user.trim() === user && user.toLowerCase() !== 'me';

/** Nothing was sent, so there is no status; a person must correct the input. */
const invalidUser = (call: HttpCall<unknown>['call']) =>
  new ProviderError({
    provider: 'zoom',
    call,
    kind: 'refused',
    code: 'invalidUser',
    message: 'Not sent: the Zoom user must be an id or an e-mail, not empty, "me", "." or "..".',
  });
