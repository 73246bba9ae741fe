import type { Listener } from './line';

/** What is secret on the way to a provider, by the name it gets here. */
const SECRETS = [
  { kind: 'password', pattern: /"password":("(?:[^"\\]|\\.)*")/g },
  { kind: 'access token', pattern: /"access_token":("[^"]*")/g },
] as const;

/** A body may come in pieces: so much of what came before is kept of each connection. */
const KEPT = 4_096;

/** Every password and access token that passed over the lines it listens to. */
export class Overheard {
  /** The secret, and what it is: `password 17`. */
  readonly secrets = new Map<string, string>();
  readonly #tails = new WeakMap<object, string>();

  readonly listener: Listener = (connection, chunk) => {
    const text = (this.#tails.get(connection) ?? '') + chunk.toString('latin1');
    for (const { kind, pattern } of SECRETS)
      for (const [, quoted] of text.matchAll(pattern))
        this.keep(JSON.parse(quoted ?? '""') as string, kind);
    this.#tails.set(connection, text.slice(-KEPT));
  };

  keep(secret: string, kind: string): void {
    if (!this.secrets.has(secret)) this.secrets.set(secret, `${kind} ${this.secrets.size + 1}`);
  }

  count(kind: string): number {
    return [...this.secrets.values()].filter((name) => name.startsWith(`${kind} `)).length;
  }
}
