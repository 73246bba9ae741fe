/** A value that cannot be one segment of a URL's path. The value itself is not in the message. */
export class InvalidPathSegment extends Error {
  override readonly name = 'InvalidPathSegment';

  constructor() {
    super('A path segment must be well-formed text other than "", "." and "..".');
  }
}

/** Not what a URL parser would drop or climb up by, and no half of a surrogate pair. */
export const isPathSegment = (text: string): boolean =>
  text !== '' && text !== '.' && text !== '..' && !/\p{Surrogate}/u.test(text);

/**
 * A URL path whose interpolated values are one segment each, percent-encoded, `/`, `%` and `+` included:
 * `` path`/users/${email}/token` ``.
 * @throws InvalidPathSegment
 */
export function path(strings: TemplateStringsArray, ...segments: string[]): string {
  return strings.reduce((built, text, i) => {
    const segment = segments[i - 1];
    if (segment === undefined || !isPathSegment(segment)) throw new InvalidPathSegment();
    return built + encodeURIComponent(segment) + text;
  });
}
