import { afterEach, describe, expect, it } from '@jest/globals';
import { Engine, stepOf } from '../support/engine';
import { eventually } from '../support/eventually';

let engine: Engine;
afterEach(() => engine.stop());

const leave = (name: string) => engine.begin({ email: engine.addLeaver(`${name}@example.com`) });

/** What of a run was not sent for a while. */
const putOffIn = async (id: string) =>
  (await engine.report(id)).entries.filter(
    (entry) => entry.kind === 'attempt' && entry.code === 'cloudflare.windowBudget',
  );

const refused = () =>
  engine.simulators.cloudflare.requests().filter(({ status }) => status === 429);

describe("Cloudflare's window of calls", () => {
  it('has room for first revokes when all else must wait', async () => {
    // 8 calls, of which 2 are kept.
    const cloudflareSettings = { limit: 8, windowMs: 90_000, blockMs: 90_000 };
    engine = await Engine.start({ simulators: { seed: 'empty', cloudflareSettings } });
    expect((await engine.end(await leave('first'))).state).toBe('completed');

    const second = await leave('second');
    const waits = await engine.until(
      second,
      (status) => stepOf(status, 'verifyAccessRemoved').state === 'retrying',
    );
    expect(waits).toMatchObject({ state: 'contained', needs: [] });
    const { code, message, nextAttemptAt } = stepOf(waits, 'verifyAccessRemoved');
    expect(code).toBe('cloudflare.windowBudget');
    expect(message).toContain('2 of its 8 calls are left.');
    expect(Date.parse(nextAttemptAt ?? '')).toBeGreaterThan(Date.now());

    const third = await leave('third');
    await engine.until(third, (status) => stepOf(status, 'sweepSessions').state === 'retrying');
    expect((await engine.status(third)).containedAt).toBeDefined();
    // The other provider's half of the sweep waits for nobody.
    const zoomRevokes = () =>
      engine.simulators.zoom.requests({ call: 'revokeToken', user: 'third@example.com' });
    await eventually(
      async () => zoomRevokes().length,
      (n) => n === 2,
    );
    expect(engine.simulators.cloudflare.user('third@example.com')?.sessions).toBe(0);
    expect(engine.simulators.cloudflare.requests()).toHaveLength(7);
    expect(refused()).toEqual([]);
  });

  it('has room for the second revoke that stands in for a refused deactivation', async () => {
    const cloudflareSettings = { limit: 8, windowMs: 90_000, blockMs: 90_000 };
    engine = await Engine.start({ simulators: { seed: 'empty', cloudflareSettings } });
    expect((await engine.end(await leave('first'))).state).toBe('completed');
    await engine.usePolicy({ sweepDelay: '1h', sweepInterval: '1h' });
    for (const name of ['second', 'third'])
      await engine.until(await leave(name), ({ containedAt }) => containedAt !== undefined);

    const email = engine.addLeaver('host@example.com', { hasUpcomingEvents: true });
    const id = await engine.begin({ email });
    const status = await engine.until(id, ({ containedAt }) => containedAt !== undefined);
    expect(stepOf(status, 'sweepSessions')).toMatchObject({ state: 'done', attempts: 1 });
    expect(engine.simulators.cloudflare.requests()).toHaveLength(8);
  });

  it('is no reason to wait for ever: the last try gives way to nobody', async () => {
    const cloudflareSettings = { limit: 8, windowMs: 90_000, blockMs: 90_000 };
    engine = await Engine.start({ simulators: { seed: 'empty', cloudflareSettings } });
    await engine.usePolicy({ retry: { maximumAttempts: 1 } });
    for (const name of ['first', 'second'])
      expect((await engine.end(await leave(name))).state).toBe('completed');
    expect(engine.simulators.cloudflare.requests()).toHaveLength(8);
    expect(refused()).toEqual([]);
  });

  it('lets what waited through when it begins anew', async () => {
    const cloudflareSettings = { limit: 8, windowMs: 2_000, blockMs: 2_000 };
    engine = await Engine.start({ simulators: { seed: 'empty', cloudflareSettings } });
    await engine.usePolicy({ retry: { maximumAttempts: 100 } });
    const runs = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(leave));
    const ends = await Promise.all(runs.map((id) => engine.end(id)));
    expect(ends.map(({ state }) => state)).toEqual(runs.map(() => 'completed'));
    const putOff = (await Promise.all(runs.map(putOffIn))).flat();
    expect(putOff.length).toBeGreaterThan(0);
    expect(putOff).not.toContainEqual(expect.objectContaining({ step: 'revokeZeroTrustTokens' }));
    expect(refused()).toEqual([]);
  });
});
