import { untilAborted } from '../cancellation';
import type { CallContext, HttpClient } from '../http';
import { readJson } from './answers';
import { tokenSchema } from './schemas';

/** How long before its end a token is replaced: longer than any call lasts. */
const MARGIN_MS = 60_000;

export interface Token {
  value: string;
  scopes: string[];
  /** When it was asked for: milliseconds on the clock of `TokenSettings.now`, as is `expiresAt`. */
  issuedAt: number;
  expiresAt: number;
}

export interface TokenSettings {
  accountId: string;
  clientId: string;
  clientSecret: string;
  now: () => number;
}

export interface TokenSource {
  get(context: CallContext): Promise<Token>;
  /** Another token than the one Zoom refused: one that came meanwhile, else a new one. */
  renew(refused: Token, context: CallContext): Promise<Token>;
}

/** `client_id:client_secret` as HTTP Basic wants it; as secret as its parts. */
export const basicCredentials = ({ clientId, clientSecret }: TokenSettings): string =>
  Buffer.from(`${clientId}:${clientSecret}`).toString('base64');

/**
 * Server-to-Server OAuth: one token per process and one request for it in flight, for Zoom has let a new token
 * end the older one at once. The request belongs to nobody: a caller that is cancelled leaves it to the others.
 */
export function createTokenSource(oauth: HttpClient, settings: TokenSettings): TokenSource {
  const { accountId, now } = settings;
  let current: Token | undefined;
  let minting: Promise<Token> | undefined;

  async function mint({ record }: CallContext): Promise<Token> {
    const asked = now();
    const answer = await oauth.send(
      {
        call: 'issueToken',
        method: 'POST',
        path: '',
        headers: { Authorization: `Basic ${basicCredentials(settings)}` },
        form: { grant_type: 'account_credentials', account_id: accountId },
        read: readJson(tokenSchema),
      },
      record ? { record } : {},
    );
    current = {
      value: answer.access_token,
      scopes: (answer.scope ?? '').split(/[\s,]+/).filter(Boolean),
      issuedAt: asked,
      expiresAt: asked + answer.expires_in * 1000,
    };
    return current;
  }

  async function get(context: CallContext): Promise<Token> {
    if (current && now() < current.expiresAt - MARGIN_MS) return current;
    minting ??= mint(context).finally(() => (minting = undefined));
    return untilAborted(minting, context.signal);
  }

  return {
    get,
    async renew(refused, context) {
      if (current === refused) current = undefined;
      return get(context);
    },
  };
}
