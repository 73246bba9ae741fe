import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { policyFor } from '../html/document';
import { isOneOf } from '../http/bearer';
import type { CodecServerOptions } from './server';
import { isFromOwnPage } from './own-page';
import { cookieFor, noCookie, signedInUntil } from './session';
import { renderSignIn, SIGN_IN_STYLES } from './sign-in-page';

const HEADERS = {
  'Content-Security-Policy': `${policyFor(SIGN_IN_STYLES, true)}; frame-ancestors 'none'`,
  // Without any, browsers send the page's own forms with `Origin: null`.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const FOREIGN = 'Another site sent this form: open / of this server, and use the one there.';

/** `GET /`: the Web UI has no token to send, but browsers have cookies: who shows the token here gets one. */
export function addSignIn(
  app: FastifyInstance,
  { tokens, webUiOrigin }: Pick<CodecServerOptions, 'tokens' | 'webUiOrigin'>,
): void {
  // Its pages can ask a server that speaks TLS alone, where they do so themselves.
  const secure = webUiOrigin.startsWith('https:');
  const show = (reply: FastifyReply, status: number, until?: number, refused = false) =>
    reply
      .code(status)
      .headers(HEADERS)
      .type('text/html; charset=utf-8')
      .send(renderSignIn({ until, refused, webUiOrigin }));
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(body)),
  );
  app.get('/', async ({ headers }, reply) =>
    show(reply, 200, signedInUntil(headers.cookie, tokens, Date.now())),
  );
  const onRequest = async ({ headers }: FastifyRequest, reply: FastifyReply) =>
    isFromOwnPage(headers) ? undefined : reply.code(403).send({ message: FOREIGN });
  app.post('/sign-in', { onRequest }, async ({ body }, reply) => {
    const token = body instanceof URLSearchParams ? (body.get('token') ?? '').trim() : '';
    if (!isOneOf(token, tokens)) return show(reply, 403, undefined, true);
    return reply.header('Set-Cookie', cookieFor(token, Date.now(), secure)).redirect('/', 303);
  });
  app.post('/sign-out', { onRequest }, async (_request, reply) =>
    reply.header('Set-Cookie', noCookie(secure)).redirect('/', 303),
  );
}
