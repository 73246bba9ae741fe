/** How a client stands with the provider's limit. */
interface RateLimit {
  /** Calls that are left in the window. */
  remaining: number;
  /** Whole seconds to the window's end. */
  seconds: number;
  /** Calls in a whole window; absent where the provider does not say. */
  quota?: number;
}

/**
 * Cloudflare's `Ratelimit: "default";r=50;t=30` with `Ratelimit-Policy: "default";q=1200;w=300`: a list each. Of several
 * limits the one named `default` is meant, else the first. Undefined for anything that does not read so.
 */
export function rateLimitIn(
  limits: string | undefined,
  policies: string | undefined,
): RateLimit | undefined {
  const items = itemsIn(limits);
  const item = items.find(({ name }) => name === 'default') ?? items[0];
  const [remaining, seconds] = [item?.numbers['r'], item?.numbers['t']];
  if (remaining === undefined || seconds === undefined) return undefined;
  const quota = itemsIn(policies).find(({ name }) => name === item?.name)?.numbers['q'];
  return { remaining, seconds, ...(quota !== undefined && quota > 0 && { quota }) };
}

interface Item {
  name: string;
  numbers: Record<string, number>;
}

function itemsIn(header = ''): Item[] {
  return header.split(',').flatMap((text) => {
    const [, name, parameters = ''] = /^\s*"([^"]*)"\s*(;.*)$/.exec(text) ?? [];
    if (name === undefined) return [];
    const numbers = [...parameters.matchAll(/;\s*([a-z]+)=(\d{1,9})(?=\s*(?:;|$))/g)];
    return [
      { name, numbers: Object.fromEntries(numbers.map(([, key = '', n]) => [key, Number(n)])) },
    ];
  });
}
