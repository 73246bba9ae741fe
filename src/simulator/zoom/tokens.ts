import { randomBytes } from 'node:crypto';
import type { ZoomSettings } from './settings';

interface AccessToken {
  readonly expiresAt: number;
  readonly scopes: ReadonlySet<string>;
}

export type TokenState =
  | { readonly state: 'live'; readonly scopes: ReadonlySet<string> }
  | { readonly state: 'expired' | 'invalid' };

/** Expired tokens are remembered this long, so that they are told from wrong ones. */
const REMEMBERED_MS = 86_400_000;

/** The access tokens an account has issued. */
export class AccessTokens {
  private readonly tokens = new Map<string, AccessToken>();

  issue({ tokenLifetimeSeconds, scopes, newTokenRevokesOlder }: ZoomSettings): string {
    const now = Date.now();
    if (newTokenRevokesOlder) this.revokeAll();
    for (const [token, { expiresAt }] of this.tokens) {
      if (expiresAt + REMEMBERED_MS < now) this.tokens.delete(token);
    }
    const token = randomBytes(32).toString('base64url');
    const expiresAt = now + tokenLifetimeSeconds * 1000;
    this.tokens.set(token, { expiresAt, scopes: new Set(scopes) });
    return token;
  }

  /** Judges an Authorization header. */
  check(authorization: string | undefined): TokenState {
    const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    const token = bearer === undefined ? undefined : this.tokens.get(bearer);
    if (token === undefined) return { state: 'invalid' };
    if (token.expiresAt <= Date.now()) return { state: 'expired' };
    return { state: 'live', scopes: token.scopes };
  }

  revokeAll(): void {
    this.tokens.clear();
  }

  /** Tokens that are good at this moment. */
  live(): number {
    const now = Date.now();
    return [...this.tokens.values()].filter(({ expiresAt }) => expiresAt > now).length;
  }
}
