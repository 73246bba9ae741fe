import { afterEach, describe, expect, it } from '@jest/globals';
import { ProviderCallCancelled } from '../../src/providers/cancellation';
import { KeyedLock } from '../../src/providers/zoom/keyed-lock';
import { failureOf } from '../support/calls';
import { answerJson, answerText } from '../support/http-server';
import { startZoom, type ZoomServer } from '../support/zoom-server';

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('calls about one user', () => {
  let zoom: ZoomServer;
  afterEach(() => zoom.close());

  it('go one at a time, those about others beside them', async () => {
    const open = new Map<string, number>();
    let most = 0;
    let meet = (): void => undefined;
    const other = new Promise<void>((resolve) => (meet = resolve));
    zoom = await startZoom({
      api: async ({ url }, response) => {
        const user = url.split('/')[3]?.toLowerCase() ?? '';
        open.set(user, (open.get(user) ?? 0) + 1);
        most = Math.max(most, open.get(user) ?? 0);
        // The first user's calls go on only once a call about the other has come.
        if (user.startsWith('c')) meet();
        await other;
        await tick();
        open.set(user, (open.get(user) ?? 0) - 1);
        answerText(response, 204, '');
      },
    });
    const calls = ['a@b', 'A@b', 'c@d'].flatMap((user) => [
      zoom.client.revokeToken(user),
      zoom.client.updateStatus(user, 'deactivate'),
      zoom.client.updatePassword(user, 'x'),
    ]);
    await Promise.all(calls);
    expect(most).toBe(1);
  });

  it('go on after a failure', async () => {
    zoom = await startZoom({ api: (_, response) => answerJson(response, 404, { code: 1001 }) });
    const calls = [1, 2, 3].map(() => failureOf(zoom.client.revokeToken('a@b')));
    expect((await Promise.all(calls)).map(({ failure }) => failure.code)).toEqual(
      Array(3).fill('1001'),
    );
  });

  it('that wait can be cancelled, and are then not sent', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    zoom = await startZoom({
      api: async (_, response) => {
        await held;
        answerText(response, 204, '');
      },
    });
    const abort = new AbortController();
    const first = zoom.client.revokeToken('a@b');
    const second = zoom.client.updateStatus('a@b', 'deactivate', { signal: abort.signal });
    const third = zoom.client.updatePassword('a@b', 'x');
    await tick();
    abort.abort();
    await expect(second).rejects.toBeInstanceOf(ProviderCallCancelled);
    release();
    await Promise.all([first, third]);
    expect(zoom.calls().map(({ url }) => url.split('/').at(-1))).toEqual(['token', 'password']);
  });
});

describe('KeyedLock', () => {
  it('keeps nothing once all work is done, failed or cancelled', async () => {
    const lock = new KeyedLock();
    const abort = new AbortController();
    const cancelled = lock.run('b', AbortSignal.abort(), async () => 'never');
    const works = Array.from({ length: 24 }, (_, i) =>
      lock.run(`key-${i % 4}`, i % 3 === 0 ? abort.signal : undefined, async () => {
        await tick();
        if (i % 5 === 0) throw new Error('failed');
      }),
    );
    expect(lock.size).toBe(5);
    abort.abort();
    await expect(cancelled).rejects.toBeInstanceOf(ProviderCallCancelled);
    await Promise.allSettled(works);
    await tick();
    expect(lock.size).toBe(0);
  });

  it('serves in the order of arrival', async () => {
    const lock = new KeyedLock();
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4].map((i) => lock.run('a', undefined, async () => order.push(i))));
    expect(order).toEqual([1, 2, 3, 4]);
  });
});
