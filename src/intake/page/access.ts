import type { AddressInfo } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../../config/environment';
import { isBearerOf } from '../../http/bearer';

/** Who may see the page. */
export interface PageGate {
  /** Those of the API; both count, while one is changed for another. None: only this machine's own browsers. */
  tokens: readonly string[];
  /** This machine's own browsers need no token, although one is set. */
  openHere: boolean;
}

/** `tokenWanted`: who sends the token may see it. `notFromHere`: no token is set, so nobody elsewhere may. */
type Access = 'open' | 'tokenWanted' | 'notFromHere';

export function accessOf(request: FastifyRequest, { tokens, openHere }: PageGate): Access {
  if (isBearerOf(bearerOf(request.headers.authorization), tokens)) return 'open';
  if ((tokens.length === 0 || openHere) && isFromHere(request)) return 'open';
  return tokens.length === 0 ? 'notFromHere' : 'tokenWanted';
}

const BASIC = /^Basic +([\w+/]+={0,2}) *$/i;

/** Browsers can ask a person for a password only: the token is taken as one, whoever the user says to be. */
function bearerOf(authorization: string | undefined): string | undefined {
  const credentials = BASIC.exec(authorization ?? '')?.[1];
  if (credentials === undefined) return authorization;
  const [, password = ''] =
    /^[^:]*:(.*)$/s.exec(Buffer.from(credentials, 'base64').toString()) ?? [];
  return `Bearer ${password}`;
}

/** What proxies say of themselves: behind one, every visitor looks as if he came from here. */
const PROXY_HEADERS = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/**
 * Whether the request comes straight from a browser of this machine, by a name of this machine: a web site whose
 * name was pointed here must not read the page. A proxy that says nothing of itself cannot be told from a browser.
 */
function isFromHere({ server, socket, headers, raw }: FastifyRequest): boolean {
  const addresses = server.addresses() as AddressInfo[];
  const listensHere = addresses.length > 0 && addresses.every(({ address }) => isLoopback(address));
  const isProxied = PROXY_HEADERS.some((name) => headers[name] !== undefined);
  // No browser speaks 1.0 any more, and the default of a common proxy is just that.
  const isOld = raw.httpVersionMajor === 1 && raw.httpVersionMinor === 0;
  return (
    listensHere &&
    isLoopback(socket.remoteAddress ?? '') &&
    isLoopback(hostOf(headers.host)) &&
    !isProxied &&
    !isOld
  );
}

const hostOf = (header = ''): string => header.toLowerCase().replace(/:\d+$/, '');
