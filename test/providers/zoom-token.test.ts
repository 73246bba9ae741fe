import { afterEach, describe, expect, it } from '@jest/globals';
import { ProviderCallCancelled } from '../../src/providers/cancellation';
import { codeOf, failureOf, recorder } from '../support/calls';
import { answerJson, answerText } from '../support/http-server';
import {
  CREDENTIALS,
  issueToken,
  startZoom,
  type ZoomBehaviour,
  type ZoomServer,
} from '../support/zoom-server';

let zoom: ZoomServer;
let clock = 0;

afterEach(() => zoom.close());

const serve = async (behaviour: Partial<ZoomBehaviour> = {}) => {
  clock = Date.UTC(2026, 0, 1);
  const api: ZoomBehaviour['api'] = (_, response) => answerText(response, 204, '');
  zoom = await startZoom({ api, ...behaviour }, { now: () => clock });
};

const invalidToken = { code: 124, message: 'Access token is expired.' };
const users = (count: number) => Array.from({ length: count }, (_, i) => `user${i}@example.com`);
const revokeAll = (count: number) =>
  Promise.all(users(count).map((user) => zoom.client.revokeToken(user)));

describe('the token', () => {
  it('is asked for with Basic credentials and the account in a form', async () => {
    await serve();
    await zoom.client.revokeToken('a@b');
    const { clientId, clientSecret, accountId } = CREDENTIALS;
    const [request] = zoom.requests;
    expect(request?.method).toBe('POST');
    expect(request?.body).toBe(`grant_type=account_credentials&account_id=${accountId}`);
    expect(request?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('is one for 50 calls at once, and for those that follow', async () => {
    await serve();
    await revokeAll(50);
    await revokeAll(50);
    expect(zoom.mints()).toBe(1);
    expect(new Set(zoom.calls().map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer token-1']),
    );
  });

  it('is replaced a minute before its end, not sooner', async () => {
    await serve();
    await zoom.client.revokeToken('a@b');
    clock += 3_539_000;
    await zoom.client.revokeToken('a@b');
    expect(zoom.mints()).toBe(1);
    clock += 1_000;
    await revokeAll(50);
    expect(zoom.mints()).toBe(2);
    expect(zoom.calls().at(-1)?.headers.authorization).toBe('Bearer token-2');
  });

  it('that lives no longer than a minute still serves the calls that wait for it', async () => {
    await serve({ oauth: issueToken({ expires_in: 30 }) });
    await revokeAll(50);
    expect(zoom.mints()).toBe(1);
  });

  it('names its scopes', async () => {
    await serve();
    expect(await zoom.client.tokenScopes()).toEqual(['user:read:admin', 'user:write:admin']);
  });

  it('may come without scopes', async () => {
    await serve({ oauth: issueToken({ scope: undefined }) });
    expect(await zoom.client.tokenScopes()).toEqual([]);
  });
});

describe('an invalid token (124)', () => {
  it.each([
    [400, '{"code":124,"message":"Invalid access token."}'],
    [401, '{"code":124,"message":"Access token is expired."}'],
    [200, '{"code":124,"message":"Invalid access token."}'],
    [401, '{"code":124,"message":"Invalid access'],
  ])('as %d %s is renewed at once and the call repeated once', async (status, text) => {
    await serve({
      api: (_, response, token) =>
        token === 'token-1' ? answerText(response, status, text) : answerText(response, 204, ''),
    });
    const { exchanges, context } = recorder();
    await zoom.client.updateStatus('a@b', 'deactivate', context);
    expect(exchanges.map(({ call, code }) => [call, code])).toEqual([
      ['issueToken', undefined],
      ['updateStatus', `zoom.${status}.124`],
      ['issueToken', undefined],
      ['updateStatus', undefined],
    ]);
    expect(zoom.calls().map(({ body }) => body)).toEqual(Array(2).fill('{"action":"deactivate"}'));
  });

  it('that stays invalid is an error after one renewal', async () => {
    await serve({ api: (_, response) => answerJson(response, 401, invalidToken) });
    expect(await codeOf(zoom.client.revokeToken('a@b'))).toBe('zoom.401.124');
    expect([zoom.mints(), zoom.calls().length]).toEqual([2, 2]);
  });

  it('in 50 calls at once is renewed once for all of them', async () => {
    await serve({
      api: (_, response, token) =>
        token === 'token-1'
          ? answerJson(response, 401, invalidToken)
          : answerText(response, 204, ''),
    });
    await revokeAll(50);
    expect(zoom.mints()).toBe(2);
    expect(zoom.calls().length).toBe(100);
  });

  it('without a scope that was added since it came is renewed, and the call repeated once', async () => {
    const lacksScope = {
      code: 4711,
      message: 'Invalid access token, does not contain scopes:[x].',
    };
    let granted = false;
    await serve({
      api: (_, response, token) =>
        granted && token !== 'token-1'
          ? answerText(response, 204, '')
          : answerJson(response, 400, lacksScope),
    });
    expect(await codeOf(zoom.client.revokeToken('a@b'))).toBe('zoom.400.4711');
    expect(zoom.mints()).toBe(1);
    granted = true;
    clock += 31_000;
    await zoom.client.revokeToken('a@b');
    expect(zoom.mints()).toBe(2);
  });

  it('without a scope that nobody added is asked for no more than twice a minute', async () => {
    const lacksScope = {
      code: 4711,
      message: 'Invalid access token, does not contain scopes:[x].',
    };
    await serve({ api: (_, response) => answerJson(response, 400, lacksScope) });
    for (let calls = 0; calls < 60; calls += 1) {
      expect(await codeOf(zoom.client.revokeToken('a@b'))).toBe('zoom.400.4711');
      clock += 1_000;
    }
    expect(zoom.mints()).toBe(2);
  });

  it('found late, when another call has renewed it, is not renewed again', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await serve({
      api: async ({ url }, response, token) => {
        if (token !== 'token-1') return answerText(response, 204, '');
        if (url.includes('slow')) await held;
        return answerJson(response, 401, invalidToken);
      },
    });
    const slow = zoom.client.revokeToken('slow@example.com');
    await zoom.client.revokeToken('fast@example.com');
    release();
    await slow;
    expect(zoom.mints()).toBe(2);
  });

  it('is not what any other 401 is', async () => {
    await serve({ api: (_, response) => answerJson(response, 401, { code: 4711, message: 'no' }) });
    expect(await codeOf(zoom.client.revokeToken('a@b'))).toBe('zoom.401.4711');
    expect(zoom.mints()).toBe(1);
  });
});

describe('the OAuth server', () => {
  it.each([
    [
      400,
      { reason: 'Invalid client_id or client_secret', error: 'invalid_client' },
      'zoom.400.invalid_client',
    ],
    [401, { reason: 'Bad request', error: 'invalid_grant' }, 'zoom.401.invalid_grant'],
    [
      200,
      { reason: 'unsupported', error: 'unsupported_grant_type' },
      'zoom.200.unsupported_grant_type',
    ],
    [200, { token_type: 'bearer' }, 'zoom.200.unexpected'],
    [200, { access_token: 'a\r\nb', expires_in: 3600 }, 'zoom.200.unexpected'],
    [429, {}, 'zoom.429'],
  ])('answering %d %j fails the call as %s', async (status, body, code) => {
    await serve({ oauth: (_, response) => answerJson(response, status, body) });
    const { exchanges, context } = recorder();
    const { failure } = await failureOf(zoom.client.getUser('a@b', context));
    expect(failure.call).toBe('issueToken');
    expect(exchanges).toMatchObject([{ call: 'issueToken', code }]);
    expect(zoom.calls()).toEqual([]);
  });

  it('is asked again by the next call after a failure', async () => {
    await serve({
      oauth: (request, response, count) =>
        count === 1 ? answerText(response, 503, '') : issueToken()(request, response, count),
    });
    const outcomes = await Promise.allSettled(
      users(5).map((user) => zoom.client.revokeToken(user)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    await zoom.client.revokeToken('a@b');
    expect(zoom.mints()).toBe(2);
  });

  it('goes on for the others when the call that asked is cancelled', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await serve({
      oauth: async (request, response, count) => {
        await held;
        issueToken()(request, response, count);
      },
    });
    const abort = new AbortController();
    const first = zoom.client.revokeToken('first@example.com', { signal: abort.signal });
    const second = zoom.client.revokeToken('second@example.com');
    abort.abort();
    await expect(first).rejects.toBeInstanceOf(ProviderCallCancelled);
    release();
    await second;
    expect(zoom.mints()).toBe(1);
    expect(zoom.calls().length).toBe(1);
  });

  it('may fail when nobody waits for it any more', async () => {
    await serve({ oauth: (_, response) => setTimeout(() => response.destroy(), 30) });
    const abort = new AbortController();
    const call = zoom.client.revokeToken('a@b', { signal: abort.signal });
    setTimeout(() => abort.abort(), 10);
    await expect(call).rejects.toBeInstanceOf(ProviderCallCancelled);
    expect(await codeOf(zoom.client.tokenScopes())).toBe('zoom.network');
  });
});
