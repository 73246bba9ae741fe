import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../support/engine';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start({
    policy: { protectedAccounts: ['*@board.example.com', 'ceo@example.com'] },
  });
});
afterAll(() => engine.stop());

const inFuture = (ms: number): string => new Date(Date.now() + ms).toISOString();
const DAY = 86_400_000;
const said = { by: 'hr', reason: 'a test' };

const leaver = (email: string) => engine.addLeaver(email);
const untouched = (email: string): void => {
  expect(engine.simulators.zoom.requests({ user: email })).toEqual([]);
  expect(engine.simulators.cloudflare.requests({ user: email })).toEqual([]);
};

describe('a scheduled run', () => {
  it('does nothing before its time, and starts by itself when it comes', async () => {
    const email = leaver('s1@example.com');
    const id = await engine.begin({ email, effectiveAt: inFuture(DAY) });
    expect(await engine.status(id)).toMatchObject({ state: 'scheduled', needs: [] });
    untouched(email);
    await engine.signal(id, 'reschedule', { ...said, effectiveAt: inFuture(1_500) });
    const status = await engine.end(id);
    expect(status.state).toBe('completed');
    expect(Date.parse(status.startedAt!)).toBeGreaterThanOrEqual(Date.parse(status.effectiveAt));
  });

  it('starts at once on startNow', async () => {
    const id = await engine.begin({
      email: leaver('s2@example.com'),
      effectiveAt: inFuture(30 * DAY),
    });
    await engine.signal(id, 'startNow', said);
    expect((await engine.end(id)).state).toBe('completed');
  });

  it('moves later and earlier on reschedule', async () => {
    const id = await engine.begin({
      email: leaver('s3@example.com'),
      effectiveAt: inFuture(30 * DAY),
    });
    const later = inFuture(60 * DAY);
    await engine.signal(id, 'reschedule', { ...said, effectiveAt: later });
    expect(await engine.until(id, ({ effectiveAt }) => effectiveAt === later)).toMatchObject({
      state: 'scheduled',
    });
    await engine.signal(id, 'reschedule', { ...said, effectiveAt: inFuture(-1_000) });
    expect((await engine.end(id)).state).toBe('completed');
  });

  it('ends rescinded with nothing done when it is taken back', async () => {
    const email = leaver('s4@example.com');
    const id = await engine.begin({ email, effectiveAt: inFuture(30 * DAY) });
    await engine.signal(id, 'rescind', said);
    const status = await engine.end(id);
    expect(status.state).toBe('rescinded');
    expect(status.steps.every(({ state }) => state === 'skipped')).toBe(true);
    untouched(email);
  });

  it('refuses, on the record, a signal that does not fit, and goes on waiting', async () => {
    const id = await engine.begin({
      email: leaver('s5@example.com'),
      effectiveAt: inFuture(30 * DAY),
    });
    await engine.signal(id, 'rescind', undefined);
    await engine.signal(id, 'rescind', { by: 'hr' });
    await engine.signal(id, 'reschedule', { ...said, effectiveAt: 'tomorrow' });
    const { entries } = await engine.report(id);
    expect(entries.flatMap((entry) => (entry.kind === 'message' ? entry.refused : []))).toEqual([
      expect.stringContaining('expected object'),
      expect.stringContaining('reason'),
      expect.stringContaining('effectiveAt'),
    ]);
    expect(await engine.status(id)).toMatchObject({ state: 'scheduled' });
  });

  it('keeps what is done and ends Canceled when it is cancelled', async () => {
    const email = leaver('s6@example.com');
    const id = await engine.begin({ email, effectiveAt: inFuture(30 * DAY) });
    const handle = engine.temporal.workflow.getHandle(id);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    expect(await engine.status(id)).toMatchObject({ state: 'cancelled', needs: [] });
    untouched(email);
  });
});

describe('a held run', () => {
  it('waits for release, even past its time, and says what it needs', async () => {
    const email = leaver('chair@board.example.com');
    const id = await engine.begin({ email });
    const held = await engine.until(id, ({ state }) => state === 'held');
    expect(held.needs).toEqual([
      { code: 'employee.protected', message: expect.stringContaining('release'), decisions: [] },
    ]);
    untouched(email);
    await engine.signal(id, 'startNow', said);
    expect((await engine.status(id)).state).toBe('held');
    await expect(engine.update(id, 'release', { by: 'sam' })).rejects.toThrow();
    await engine.update(id, 'release', said);
    expect((await engine.end(id)).state).toBe('completed');
  });

  it('protects an account under its Zoom name, and the account the engine works with', async () => {
    const ids = await Promise.all([
      engine.begin({ email: leaver('h1@example.com'), zoomUserId: 'CEO@example.com' }),
      engine.begin({ email: leaver('engine@example.com') }),
    ]);
    for (const id of ids) await engine.until(id, ({ state }) => state === 'held');
  });

  it('ends rescinded with nothing done when it is taken back', async () => {
    const email = leaver('second@board.example.com');
    const id = await engine.begin({ email });
    await engine.until(id, ({ state }) => state === 'held');
    await engine.signal(id, 'rescind', said);
    expect((await engine.end(id)).state).toBe('rescinded');
    untouched(email);
  });

  it('still waits for its time once it is released', async () => {
    const id = await engine.begin({
      email: leaver('third@board.example.com'),
      effectiveAt: inFuture(30 * DAY),
    });
    await engine.until(id, ({ state }) => state === 'held');
    const status = await engine.update(id, 'release', said);
    expect(status.state).toBe('scheduled');
  });

  it('cannot be released twice, nor a run that is not held', async () => {
    const id = await engine.begin({
      email: leaver('h2@example.com'),
      effectiveAt: inFuture(30 * DAY),
    });
    await expect(engine.update(id, 'release', said)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('not held') },
    });
  });
});

describe('a policy file that cannot be used', () => {
  it('holds the run, says why, and lets it go once it is mended', async () => {
    const email = leaver('p1@example.com');
    await engine.usePolicy({ sweepDelay: 'soon' });
    const id = await engine.begin({ email });
    const held = await engine.until(id, ({ state }) => state === 'held');
    expect(held.needs[0]).toMatchObject({
      code: 'policy.unreadable',
      message: expect.stringContaining('sweepDelay'),
    });
    await expect(engine.update(id, 'release', said)).rejects.toThrow();
    untouched(email);
    await engine.usePolicy({});
    await engine.temporal.workflow.getHandle(id).cancel();
  });
});
