const MASK = '[redacted]';
const MAXIMUM_LENGTH = 300;
/** Patterns look at no more than this: a hostile answer must not cost time. */
const LOOKED_AT = 4_000;
/** No provider's secret is shorter; masking a word or a letter would only garble what it says. */
const SHORTEST_SECRET = 6;
/** With the flag `u` a whole pair is one character and no match. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** What says of itself that it is a credential. In order: whole headers first, so that a value is not cut out of its own name. */
const CREDENTIALS: [RegExp, string][] = [
  // The user and password of an address.
  [/\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@:]{0,200}:[^\s/@]{1,200}@/gi, `$1${MASK}@`],
  // "Bearer token" and "Basic users" are words, not credentials.
  [/\b(Bearer)\s+(?!(?:tokens?|auth\w*|scheme)\b)[\w.~+/=-]{3,}/gi, `$1 ${MASK}`],
  [/\b(Basic)\s+(?=\S*[0-9+/=]|\S+[A-Z])[\w+/=-]{6,}/g, `$1 ${MASK}`],
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}/g, MASK],
  // "password=…", `"api_key": "…"`; not the scope "user:update:password:admin".
  [
    /(?<![:\w-])([\w-]*(?:token|secret|passw(?:or)?d|pwd|api[_-]?key|auth[_-]?key|authorization)\\?["']?\s*[:=]\s*)(?!\[redacted])(?:\\?"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,;&}\])"']+)/gi,
    `$1${MASK}`,
  ],
];

/** What only looks like one. */
const LIKE_CREDENTIALS: [RegExp, string][] = [
  [/(?<![\w+/=])[A-Za-z0-9+/]{24,}={1,2}/g, MASK],
  // Long runs of letters and digits are keys, UUIDs are ids.
  [
    /(?<![\w-])(?![0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-]))(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{32,}/gi,
    MASK,
  ],
];

/** Replaces these very secrets, also where they come back percent-encoded or as part of a JSON text. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    const forms = new Set([
      secret,
      encodeURIComponent(secret.replace(LONE_SURROGATE, '')),
      JSON.stringify(secret).slice(1, -1),
    ]);
    for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, () => MASK);
  }
  return clean;
}

const replaceAll = (text: string, patterns: [RegExp, string][]): string =>
  patterns.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);

/** Masks what says of itself that it is a credential: `Bearer …`, `password=…`, a JWT, the password of an address. */
export const redactCredentials = (text: string): string => replaceAll(text, CREDENTIALS);

/**
 * A provider's words made fit for histories, logs and screens: known secrets and whatever looks like a credential
 * are masked, control characters and broken surrogates are gone, 300 characters at most.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  let clean = redactSecrets(text, secrets)
    // eslint-disable-next-line no-control-regex -- terminal escapes are what this removes
    .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
    .slice(0, LOOKED_AT);
  clean = replaceAll(replaceAll(clean, CREDENTIALS), LIKE_CREDENTIALS);
  if (clean.length > MAXIMUM_LENGTH) clean = `${clean.slice(0, MAXIMUM_LENGTH - 1)}…`;
  return clean.replace(LONE_SURROGATE, '\ufffd');
}
