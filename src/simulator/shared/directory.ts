import { createHash } from 'node:crypto';

/** Users by id and by e-mail; ids are case-sensitive, e-mails are not. */
export class Directory<User extends { readonly id: string; readonly email: string }> {
  private readonly byId = new Map<string, User>();
  private readonly byEmail = new Map<string, User>();

  find(key: string): User | undefined {
    return this.byId.get(key) ?? this.byEmail.get(key.toLowerCase());
  }

  /** The e-mail that a key stands for; a key nobody has is returned as it is, in lower case. */
  emailOf(key: string): string {
    return this.find(key)?.email ?? key.toLowerCase();
  }

  /** Adds a user, or puts a changed one in the place of `previous`. */
  put(user: User, previous?: User): void {
    if (previous !== undefined) {
      this.byId.delete(previous.id);
      this.byEmail.delete(previous.email);
    }
    this.byId.set(user.id, user);
    this.byEmail.set(user.email, user);
  }

  all(): User[] {
    return [...this.byId.values()];
  }

  clear(): void {
    this.byId.clear();
    this.byEmail.clear();
  }
}

/** The same id for the same text at every start, so that examples in documents stay true. */
export function stableDigest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A UUID that stays the same for the same text. */
export function stableUuid(text: string): string {
  const hex = stableDigest(text).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** `base` with what `changes` defines laid over it: an absent or undefined field changes nothing. */
export function withChanges<T extends object>(
  base: T,
  changes: { readonly [Key in keyof T]?: T[Key] | undefined },
): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...base, ...(Object.fromEntries(given) as Partial<T>) };
}
