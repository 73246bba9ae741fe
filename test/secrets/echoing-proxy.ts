import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { startServer, type SeenRequest, type TestServer } from '../support/http-server';

/** Every secret that passed by, with what it is. */
export type Secrets = Map<string, string>;

/** What an echoing provider sends back, given the credentials and the body it was sent. */
export type Echo = (said: string, answer: ServerResponse) => void;

/** The e-mail's beginning says which echo answers for that leaver. */
export const ECHOES: Record<string, Echo> = {
  message: (said, answer) => json(answer, 400, { code: 300, message: `Refused: ${said}` }),
  bare: (said, answer) => json(answer, 400, { code: 4711, message: bare(said) }),
  later: (said, answer) => json(answer, 503, { code: 503, message: `Later: ${said}` }),
  fields: (said, answer) =>
    json(answer, 400, {
      code: 300,
      message: 'Validation Failed.',
      errors: [{ field: 'password', message: bare(said) }],
    }),
  code: (said, answer) => json(answer, 400, { code: bare(said).split(' ')[0], message: 'No.' }),
  headers: (said, answer) => {
    const value = bare(said);
    for (const name of ['x-zm-trackingid', 'cf-ray', 'retry-after']) answer.setHeader(name, value);
    json(answer, 429, { code: 429, message: 'Too many.' });
  },
  redirect: (said, answer) => {
    answer.setHeader('location', `https://elsewhere.example.com/?${encodeURIComponent(said)}`);
    json(answer, 302, { message: said });
  },
  page: (said, answer) => send(answer, 502, 'text/html', `<html><pre>${said}</pre></html>`),
  broken: (said, answer) => send(answer, 400, 'application/json', `{"code":300,"message":"${said}`),
  mirror: (said, answer) => json(answer, 200, { headers: { said }, json: said, url: said }),
  cloudflare: (said, answer) =>
    json(answer, 403, {
      success: false,
      errors: [{ code: 10000, message: said, error_chain: [{ code: 6003, message: bare(said) }] }],
      messages: [{ code: 1, message: said }],
      result: null,
    }),
};

/**
 * A provider's front door that notes every secret that passes, and answers in its place for leavers whose e-mail
 * begins with an echo's name: `message.1@example.com`.
 */
export async function startEchoingProxy(target: string, secrets: Secrets): Promise<EchoingProxy> {
  const proxy = { echoAll: undefined as Echo | undefined };
  const server = await startServer(async (seen, answer) => {
    const said = note(seen, secrets);
    const echo = proxy.echoAll ?? ECHOES[leaverIn(seen)?.split('.')[0] ?? ''];
    if (echo) return echo(said, answer);
    await forward(target, seen, answer, (body) => noteToken(body, secrets));
  });
  return Object.assign(proxy, { server });
}

export interface EchoingProxy {
  server: TestServer;
  /** Answers everything, whoever it is about. */
  echoAll: Echo | undefined;
}

const leaverIn = ({ url, body }: SeenRequest): string | undefined =>
  /[\w.-]+@example\.com/.exec(`${decodeURIComponent(url)} ${body}`)?.[0];

/** Keeps what is secret in a request; answers with all that an echoing server could say of it. */
function note({ headers, body, method, url }: SeenRequest, secrets: Secrets): string {
  const said: string[] = [];
  for (const name of ['authorization', 'x-auth-key'] as const) {
    const value = headers[name];
    if (typeof value !== 'string') continue;
    const [scheme, credential] = value.includes(' ') ? value.split(' ') : [name, value];
    if (credential) remember(secrets, credential, `${scheme} credential`);
    said.push(`${name}: ${value}`);
  }
  if (method === 'PUT' && url.endsWith('/password')) {
    const { password } = JSON.parse(body) as { password: string };
    remember(secrets, password, 'password');
    said.push(`body: ${JSON.stringify({ password })}`, `password ${password}`);
  }
  return said.join('; ');
}

function noteToken(body: string, secrets: Secrets): void {
  const token = /"access_token":"([^"]+)"/.exec(body)?.[1];
  if (token !== undefined) remember(secrets, token, 'access token');
}

function remember(secrets: Secrets, secret: string, kind: string): void {
  if (!secrets.has(secret)) secrets.set(secret, `${kind} ${secrets.size + 1}`);
}

/** The secrets alone, without words that would give them away to a pattern. */
const bare = (said: string): string =>
  said
    .split('; ')
    .map((part) => part.split(' ').pop())
    .join(' ');

async function forward(
  target: string,
  { method, url, headers, body }: SeenRequest,
  answer: ServerResponse,
  read: (body: string) => void,
): Promise<void> {
  const response = await new Promise<IncomingMessage | undefined>((resolve) => {
    const outgoing = request(new URL(url, target), { method, headers }, resolve);
    outgoing.on('error', () => resolve(undefined));
    // A client that leaves ends the call behind the proxy too.
    answer.on('close', () => outgoing.destroy());
    outgoing.end(body);
  });
  if (!response) return void answer.destroy();
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch {
    return void answer.destroy();
  }
  const whole = Buffer.concat(chunks);
  read(whole.toString());
  const { 'transfer-encoding': _encoding, connection: _connection, ...kept } = response.headers;
  answer.writeHead(response.statusCode ?? 500, kept);
  answer.end(whole);
}

const json = (answer: ServerResponse, status: number, body: unknown): void =>
  send(answer, status, 'application/json', JSON.stringify(body));

function send(answer: ServerResponse, status: number, type: string, body: string): void {
  answer.writeHead(status, { 'Content-Type': type });
  answer.end(body);
}
