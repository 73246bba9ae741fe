import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Reader } from '../../src/providers/answer';
import { ProviderCallCancelled } from '../../src/providers/cancellation';
import { createHttpClient, type CallContext, type HttpCall } from '../../src/providers/http';
import { codeOf, failureOf, recorder } from '../support/calls';
import { answerText, startServer, type SeenRequest, type TestServer } from '../support/http-server';

const whole: Reader<{ status: number; text: string }> = (answer) => ({ value: answer });
let closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function serve(
  handler: (request: SeenRequest, response: ServerResponse) => unknown,
): Promise<TestServer> {
  const server = await startServer(handler);
  closing.push(() => server.close());
  return server;
}

/** A server below HTTP, for answers that no HTTP server gives. */
async function serveRaw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(
  baseUrl: string,
  call: Partial<HttpCall<{ status: number; text: string }>> = {},
  context: CallContext = {},
  timeoutMs = 5_000,
) {
  const client = createHttpClient({
    provider: 'zoom',
    baseUrl,
    timeoutMs,
    requestIdHeader: 'x-zm-trackingid',
    secrets: [],
  });
  return client.send({ call: 'getUser', method: 'GET', path: '/a', read: whole, ...call }, context);
}

describe('what goes over the wire', () => {
  it('appends path and query to the base URL, whether or not that ends in a slash', async () => {
    const server = await serve((_, response) => answerText(response, 200, 'ok'));
    await send(`${server.url}/v2/`, { path: '/users/a%2Fb%2B', query: { email: 'a+b@c d' } });
    expect(server.requests[0]?.url).toBe('/v2/users/a%2Fb%2B?email=a%2Bb%40c+d');
  });

  it('sends JSON and forms with their types and lengths, and nothing where there is nothing', async () => {
    const server = await serve((_, response) => answerText(response, 200, 'ok'));
    await send(server.url, { method: 'PUT', json: { a: 'ü' } });
    await send(server.url, { method: 'POST', form: { a: '1 2', b: '&' } });
    await send(server.url, { method: 'DELETE' });
    const [json, form, none] = server.requests;
    expect(json).toMatchObject({ method: 'PUT', body: '{"a":"ü"}' });
    expect(json?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': '10',
    });
    expect(form?.body).toBe('a=1+2&b=%26');
    expect(form?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(none).toMatchObject({ method: 'DELETE', body: '' });
    expect(none?.headers['content-type']).toBeUndefined();
  });

  it('uses a connection again', async () => {
    const server = await serve((_, response) => answerText(response, 200, 'ok'));
    const client = createHttpClient({
      provider: 'zoom',
      baseUrl: server.url,
      requestIdHeader: 'x-zm-trackingid',
      secrets: [],
    });
    const call = { call: 'getUser', method: 'GET', path: '/', read: whole } as const;
    for (let i = 0; i < 20; i += 1) await client.send(call, {});
    expect(server.connections()).toBe(1);
  });
});

describe('answers', () => {
  it('reads any status, an empty body, UTF-8 with a byte order mark and compressed text', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/204') return answerText(response, 204, '');
      if (request.url === '/bom') return answerText(response, 500, '\ufeffé');
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      return response.end(gzipSync('packed'));
    });
    expect(await send(server.url, { path: '/204' })).toEqual({ status: 204, text: '' });
    expect(await send(server.url, { path: '/bom' })).toEqual({ status: 500, text: 'é' });
    expect(await send(server.url, { path: '/gzip' })).toEqual({ status: 200, text: 'packed' });
  });

  it('does not follow redirects', async () => {
    const server = await serve((_, response) => {
      response.writeHead(302, { Location: '/elsewhere' });
      response.end();
    });
    expect((await send(server.url)).status).toBe(302);
    expect(server.requests.length).toBe(1);
  });

  it.each([
    ['with a length', { 'Content-Length': String(3 << 20) }],
    ['in chunks', {}],
  ])('stops reading an answer of three megabytes %s', async (_, headers) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, headers);
      response.end('x'.repeat(3 << 20));
    });
    const { failure } = await failureOf(send(server.url));
    expect(failure).toMatchObject({ kind: 'unreadable', status: 200 });
  });

  it('stops unpacking an answer that grows out of bounds', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync('x'.repeat(64 << 20)));
    });
    expect(await codeOf(send(server.url))).toBe('zoom.200.unreadable');
  });

  it('calls a body unreadable that is not compressed as its header says', async () => {
    const server = await serve((_, response) => {
      response.writeHead(503, { 'Content-Encoding': 'gzip' });
      response.end('not gzip at all');
    });
    expect(await codeOf(send(server.url))).toBe('zoom.503.unreadable');
  });
});

describe('no answer', () => {
  it('is a timeout when nothing comes', async () => {
    const server = await serve(() => undefined);
    const { failure } = await failureOf(send(server.url, {}, {}, 50));
    expect(failure).toEqual({
      provider: 'zoom',
      call: 'getUser',
      kind: 'timeout',
      message: 'No whole answer within 50 ms.',
    });
  });

  it('is a timeout when the body never ends, however lively it trickles', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'x-zm-trackingid': 'trickle' });
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    const { failure } = await failureOf(send(server.url, {}, {}, 2_000));
    expect(failure).toMatchObject({ kind: 'timeout', requestId: 'trickle' });
    expect(failure).not.toHaveProperty('status');
  });

  it('is a timeout when the TLS handshake hangs', async () => {
    const host = await serveRaw(() => undefined);
    expect(await codeOf(send(`https://${host}`, {}, {}, 50))).toBe('zoom.timeout');
  });

  it('is a network fault when nobody listens', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    const { failure } = await failureOf(send(server.url));
    expect(failure.kind).toBe('network');
    expect(failure.message).toContain('ECONNREFUSED');
  });

  it.each<[string, (socket: Socket) => unknown]>([
    ['reset at once', (socket) => socket.resetAndDestroy()],
    ['closed at once', (socket) => socket.end()],
    ['broken off in the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
    [
      'broken off in the body',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a"'),
    ],
    ['not HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ])('is a network fault when the connection is %s', async (_, behave) => {
    const host = await serveRaw((socket) => socket.once('data', () => behave(socket)));
    const { exchanges, context } = recorder();
    expect(await codeOf(send(`http://${host}`, {}, context))).toBe('zoom.network');
    expect(exchanges).toMatchObject([{ code: 'zoom.network' }]);
    expect(exchanges[0]).not.toHaveProperty('status');
  });

  it('is a network fault when the certificate is no good', async () => {
    const host = await serveRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await codeOf(send(`https://${host}`))).toBe('zoom.network');
  });

  it('is tried once', async () => {
    const server = await serve((_, response) => response.destroy());
    await failureOf(send(server.url));
    expect(server.requests.length).toBe(1);
  });
});

describe('cancellation', () => {
  it('before the call sends nothing and records nothing', async () => {
    const server = await serve((_, response) => answerText(response, 200, 'ok'));
    const { exchanges, context } = recorder(AbortSignal.abort());
    await expect(send(server.url, {}, context)).rejects.toBeInstanceOf(ProviderCallCancelled);
    expect(server.requests).toEqual([]);
    expect(exchanges).toEqual([]);
  });

  it.each([
    ['waiting for headers', () => undefined],
    ['reading the body', (response: ServerResponse) => response.writeHead(200).write('{')],
  ])('while %s ends the call at once and closes the connection', async (_, begin) => {
    const abort = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const server = await serve((_request, response) => {
      closed = new Promise((resolve) => response.once('close', resolve));
      begin(response);
      setTimeout(() => abort.abort(), 20);
    });
    const { exchanges, context } = recorder(abort.signal);
    await expect(send(server.url, {}, context)).rejects.toBeInstanceOf(ProviderCallCancelled);
    expect(exchanges).toMatchObject([{ call: 'getUser', code: 'zoom.cancelled' }]);
    await closed;
  });

  it('afterwards changes nothing, and the signal keeps no listener', async () => {
    const server = await serve((_, response) => answerText(response, 200, 'ok'));
    const abort = new AbortController();
    let listeners = 0;
    const { signal } = abort;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => ((listeners += 1), add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (
      (listeners -= 1),
      remove(...args)
    );
    expect((await send(server.url, {}, { signal })).text).toBe('ok');
    abort.abort();
    expect(listeners).toBe(0);
  });
});

describe('the record', () => {
  it('tells of a good exchange when, how long, which status and which request', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, {
        'X-Zm-TrackingId': 'v=2.0;rid=WEB_0123456789abcdef0123456789abcdef',
      });
      response.end('{}');
    });
    const { exchanges, context } = recorder();
    await send(server.url, {}, context);
    expect(exchanges).toEqual([
      {
        provider: 'zoom',
        call: 'getUser',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        durationMs: expect.any(Number),
        status: 200,
        requestId: 'v=2.0;rid=WEB_0123456789abcdef0123456789abcdef',
      },
    ]);
  });

  it('tells of a bad one before the call fails, with the code operators see', async () => {
    const server = await serve((_, response) => answerText(response, 500, ''));
    const { exchanges, context } = recorder();
    const read = () => ({ fault: { kind: 'refused' as const, code: '77', message: 'no' } });
    await failureOf(send(server.url, { read }, context));
    expect(exchanges).toMatchObject([{ status: 500, code: 'zoom.500.77' }]);
  });
});
