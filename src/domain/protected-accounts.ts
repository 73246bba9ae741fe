/** Why one of these accounts must not be offboarded unasked; undefined when none is protected. */
export function protectionOf(
  accounts: readonly string[],
  patterns: readonly string[],
  ownAccounts: readonly string[],
): string | undefined {
  for (const account of accounts.map((name) => name.toLowerCase())) {
    if (ownAccounts.some((own) => own.toLowerCase() === account)) {
      return `${account} is the account the engine itself works with: offboarding it stops every further one.`;
    }
    const pattern = patterns.find((candidate) => matches(candidate, account));
    if (pattern !== undefined)
      return `${account} is a protected account (policy protectedAccounts: "${pattern}").`;
  }
  return undefined;
}

/** `*` stands for any run of characters; everything else for itself, in any case. */
function matches(pattern: string, account: string): boolean {
  const parts = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(account);
}
