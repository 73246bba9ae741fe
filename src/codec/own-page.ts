import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form came from a page of this server, or from no browser at all. Browsers say where a request comes from in
 * `Sec-Fetch-Site` (https, and localhost), the others in `Origin`; a proxy may change `Host`, so it is the second word.
 */
export function isFromOwnPage({
  'sec-fetch-site': site,
  origin,
  host,
}: IncomingHttpHeaders): boolean {
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
