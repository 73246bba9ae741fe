import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { CallWindow } from '../../src/providers/cloudflare/call-window';
import {
  createCloudflareClient,
  type CloudflareClient,
} from '../../src/providers/cloudflare/client';
import { rateLimitIn } from '../../src/providers/cloudflare/rate-limit-headers';
import { codeOf, failureOf } from '../support/calls';
import { eventually } from '../support/eventually';
import { answerJson, startServer, type TestServer } from '../support/http-server';

const SECOND_CALL = { givesWay: true } as const;
const MAIL = 'jane@example.com';

describe('what Cloudflare says of its window', () => {
  it.each([
    ['"default";r=50;t=30', undefined, { remaining: 50, seconds: 30 }],
    ['"default";r=0;t=300', '"default";q=1200;w=300', { remaining: 0, seconds: 300, quota: 1_200 }],
    ['"burst";r=9;t=1, "default";r=50;t=30', '"burst";q=10;w=1', { remaining: 50, seconds: 30 }],
    [' "burst" ; t=1 ; r=9 ', '"x";q=1;w=1,"burst";q=10', { remaining: 9, seconds: 1, quota: 10 }],
    ['"default";r=50', undefined, undefined],
    ['"default";r=many;t=30', undefined, undefined],
    ['default: 50', undefined, undefined],
    ['', undefined, undefined],
    [undefined, '"default";q=1200;w=300', undefined],
  ])('%s with %s', (limits, policies, meant) => {
    expect(rateLimitIn(limits, policies)).toEqual(meant);
  });
});

describe('a window of calls', () => {
  const headers =
    (remaining: number, seconds: number, quota = 1_200) =>
    (name: string) =>
      ({
        ratelimit: `"default";r=${remaining};t=${seconds}`,
        'ratelimit-policy': `"default";q=${quota};w=300`,
      })[name];
  const isHeld = (window: CallWindow) => window.heldUntil(Date.now()) !== undefined;

  it('keeps a quarter for calls that do not wait', () => {
    const window = new CallWindow();
    const call = window.count(Date.now());
    call.heard(headers(301, 200));
    call.ended();
    expect(isHeld(window)).toBe(false);
    const next = window.count(Date.now());
    // It may be the one that leaves 300.
    expect(isHeld(window)).toBe(true);
    next.heard(headers(300, 200));
    next.ended();
    expect(window.heldUntil(Date.now())?.why).toBe('300 of its 1200 calls are left.');
  });

  it('believes the lower figure where answers overtake each other', () => {
    const window = new CallWindow();
    const [first, second] = [window.count(Date.now()), window.count(Date.now())];
    second.heard(headers(25, 200, 100));
    first.heard(headers(26, 200, 100));
    first.ended();
    second.ended();
    expect(isHeld(window)).toBe(true);
  });

  it('believes Cloudflare more than its own guess, also of a larger limit', () => {
    const window = new CallWindow();
    const call = window.count(Date.now());
    call.heard(headers(99_999, 200, 100_000));
    call.ended();
    expect(isHeld(window)).toBe(false);
  });

  it('takes the most that were left for its size where Cloudflare does not tell it', () => {
    const window = new CallWindow();
    const hear = (remaining: number) => {
      const call = window.count(Date.now());
      call.heard((name) => (name === 'ratelimit' ? `"default";r=${remaining};t=200` : undefined));
      call.ended();
    };
    hear(99);
    hear(26);
    expect(isHeld(window)).toBe(false);
    hear(24);
    expect(window.heldUntil(Date.now())?.why).toBe('24 of its 99 calls are left.');
  });

  it('guesses a whole window after one that it saw the end of only', () => {
    const window = new CallWindow();
    const call = window.count(Date.now());
    call.heard((name) => (name === 'ratelimit' ? '"default";r=0;t=10' : undefined));
    call.ended();
    expect(window.heldUntil(Date.now())?.why).toBe('No call is left.');
    const later = Date.now() + 10_000;
    window.count(later);
    expect(window.heldUntil(later)).toBeUndefined();
  });

  it('holds nothing for longer than a window, though the clock was set back', () => {
    const window = new CallWindow();
    const now = Date.now();
    const call = window.count(now);
    call.heard(headers(0, 300));
    call.ended();
    expect(isHeld(window)).toBe(true);
    expect(window.heldUntil(now - 3_600_000)).toBeUndefined();
    window.count(now - 3_600_000).ended();
    expect(window.heldUntil(now - 3_600_000)).toBeUndefined();
  });

  it('begins anew when Cloudflare says so, or when its time is over', () => {
    const window = new CallWindow();
    const hear = (remaining: number, seconds: number) => {
      const call = window.count(Date.now());
      call.heard(headers(remaining, seconds));
      call.ended();
    };
    hear(10, 2);
    const { at } = window.heldUntil(Date.now()) ?? {};
    expect(window.heldUntil(Date.parse(at ?? ''))).toBeUndefined();
    hear(1_199, 300);
    expect(isHeld(window)).toBe(false);
  });

  it('counts by itself where Cloudflare says nothing, answered or not', () => {
    const window = new CallWindow();
    for (let calls = 0; calls < 899; calls += 1) window.count(Date.now()).ended();
    expect(isHeld(window)).toBe(false);
    const last = window.count(Date.now());
    expect(isHeld(window)).toBe(true);
    last.heard(() => undefined);
    last.ended();
    expect(window.heldUntil(Date.now())?.why).toBe('300 of its 1200 calls are left.');
    expect(window.heldUntil(Date.now() + 300_000)).toBeUndefined();
  });
});

describe('a client that is told of little room', () => {
  let server: TestServer;
  afterEach(() => server.close());

  async function serve(ratelimit: () => string): Promise<CloudflareClient> {
    server = await startServer((_, response: ServerResponse) =>
      answerJson(
        response,
        200,
        { success: true, result: [] },
        {
          ratelimit: ratelimit(),
          'ratelimit-policy': '"default";q=1200;w=300',
        },
      ),
    );
    return createCloudflareClient({
      auth: { apiToken: 'tok' },
      apiUrl: server.url,
      accountId: 'acc',
    });
  }

  it('does not send what can wait, says until when, and sends all else', async () => {
    const client = await serve(() => '"default";r=300;t=100');
    await client.findUser(MAIL, SECOND_CALL);
    const { failure } = await failureOf(client.listActiveSessions('u1', SECOND_CALL));
    expect(failure).toMatchObject({
      provider: 'cloudflare',
      call: 'listActiveSessions',
      kind: 'refused',
      code: 'windowBudget',
    });
    const wait = Date.parse(failure.retryAfter ?? '') - Date.now();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(100_000);
    expect(await codeOf(client.updateSeats('s1', SECOND_CALL))).toBe('cloudflare.windowBudget');
    expect(server.requests).toHaveLength(1);
    await client.listActiveSessions('u1');
    expect(server.requests).toHaveLength(2);
  });

  it('sends it in the next window', async () => {
    const client = await serve(() =>
      server.requests.length > 1 ? '"default";r=1199;t=300' : '"default";r=0;t=1',
    );
    await client.findUser(MAIL);
    expect(await codeOf(client.findUser(MAIL, SECOND_CALL))).toBe('cloudflare.windowBudget');
    await eventually(() => client.findUser(MAIL, SECOND_CALL));
    await client.findUser(MAIL, SECOND_CALL);
    expect(server.requests).toHaveLength(3);
  });
});
