import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine, stepOf } from '../support/engine';
import { eventually } from '../support/eventually';

let engine: Engine;
let zone: Engine;
beforeAll(async () => {
  engine = await Engine.start({ policy: { sweepDelay: '2s' } });
  zone = await Engine.start({ cloudflare: 'zone' });
});
afterAll(async () => {
  await engine.stop();
  await zone.stop();
});

const leaver = (email: string) => engine.addLeaver(email);
const times = (email: string, call: 'revokeUser') =>
  engine.simulators.cloudflare.requests({ call, user: email }).map(({ at }) => Date.parse(at));

describe('the sweep', () => {
  it('revokes again after the delay, and ends a session that came back in between', async () => {
    const email = leaver('w1@example.com');
    const id = await engine.begin({ email });
    // After the first revoke, and well before the sweep: seen at the provider, since the run may tell of it late.
    await eventually(
      async () => engine.simulators.zoom.requests({ call: 'updateStatus', user: email }),
      ({ length }) => length === 1,
    );
    engine.simulators.cloudflare.signIn(email);
    expect((await engine.end(id)).state).toBe('completed');
    expect(engine.simulators.cloudflare.user(email)).toMatchObject({ sessions: 0 });
    const [first, second] = times(email, 'revokeUser');
    expect(second! - first!).toBeGreaterThanOrEqual(2_000);
  });

  it('goes on for as long as access remains, then asks a person', async () => {
    await engine.usePolicy({ sweepDelay: '100ms', maximumSweeps: 3 });
    const email = leaver('w2@example.com');
    engine.simulators.cloudflare.addFault({
      call: 'listActiveSessions',
      user: email,
      times: 'always',
      respond: {
        status: 200,
        body: {
          success: true,
          errors: [],
          messages: [],
          result: [{ expiration: 1, name: 'x', metadata: {} }],
        },
      },
    });
    const id = await engine.begin({ email });
    const blocked = await engine.until(id, ({ state }) => state === 'blocked');
    expect(blocked.needs).toMatchObject([
      { step: 'verifyAccessRemoved', code: 'cloudflare.sessionsRemain' },
    ]);
    expect(stepOf(blocked, 'sweepSessions').attempts).toBeGreaterThanOrEqual(3);
    engine.simulators.cloudflare.clearFaults();
    // Nobody decides: the next look by itself finds it gone.
    expect((await engine.end(id)).state).toBe('completed');
  });

  it('deactivates again an account that Zoom still reads active', async () => {
    await engine.usePolicy({ sweepDelay: '100ms' });
    const email = leaver('w3@example.com');
    engine.simulators.zoom.addFault({
      call: 'updateStatus',
      user: email,
      respond: { status: 204, body: '' },
    });
    const id = await engine.begin({ email });
    const status = await engine.end(id);
    expect(status.state).toBe('completed');
    expect(stepOf(status, 'deactivateZoomUser').attempts).toBe(2);
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive' });
  });

  it('says what it could not check where only a zone is configured', async () => {
    const status = await zone.end(await zone.begin({ email: 'jane.doe@example.com' }));
    expect(status.state).toBe('completed');
    expect(stepOf(status, 'verifyAccessRemoved').message).toContain('CLOUDFLARE_ACCOUNT_ID');
    expect(
      zone.simulators.cloudflare.requests().every(({ path }) => path.includes('/zones/')),
    ).toBe(true);
  });
});

describe('a slow provider', () => {
  it('does not hold up the other', async () => {
    await engine.usePolicy({ stagePatience: '300ms' });
    const email = leaver('w4@example.com');
    engine.simulators.cloudflare.addFault({ call: 'revokeUser', user: email, delayMs: 7_000 });
    const id = await engine.begin({ email });
    const status = await engine.end(id);
    expect(status.state).toBe('completed');
    const endOf = (step: string) => Date.parse(stepOf(status, step).at!);
    expect(endOf('deactivateZoomUser')).toBeLessThan(endOf('revokeZeroTrustTokens'));
    expect(Date.parse(status.containedAt!)).toBeGreaterThanOrEqual(endOf('revokeZeroTrustTokens'));
  });
});

describe('policy', () => {
  it('ends live meetings before the licence goes, and frees the seat at the end', async () => {
    await engine.usePolicy({ endLiveMeetings: true, freeZeroTrustSeat: true });
    const status = await engine.end(await engine.begin({ email: 'jane.doe@example.com' }));
    expect(status.steps.map(({ step, state }) => [step, state])).toEqual([
      ['revokeZeroTrustTokens', 'done'],
      ['revokeZoomSsoToken', 'done'],
      ['readZoomUser', 'done'],
      ['endLiveZoomMeetings', 'done'],
      ['deactivateZoomUser', 'done'],
      ['rotateZoomPassword', 'done'],
      ['sweepSessions', 'done'],
      ['verifyAccessRemoved', 'done'],
      ['freeZeroTrustSeat', 'done'],
    ]);
    expect(engine.simulators.cloudflare.user('jane.doe@example.com')).toMatchObject({
      access_seat: false,
    });
  });
});

describe('a dry run', () => {
  it('reads only, says what it would do, and counts nowhere', async () => {
    await engine.usePolicy({});
    const id = await engine.begin({
      email: 'omar.haddad@example.com',
      dryRun: true,
      effectiveAt: '2099-01-01T00:00:00Z',
    });
    const status = await engine.end(id);
    expect(status).toMatchObject({
      ...{ state: 'completed', dryRun: true, wouldBe: 'blocked', needs: [] },
    });
    expect(status.containedAt).toBeUndefined();
    expect(stepOf(status, 'deactivateZoomUser')).toMatchObject({
      state: 'skipped',
      message: expect.stringContaining('administrator role'),
    });
    const methods = [
      ...engine.simulators.zoom.requests({ user: 'omar.haddad@example.com' }),
      ...engine.simulators.cloudflare.requests({ user: 'omar.haddad@example.com' }),
    ].map(({ method }) => method);
    expect(new Set(methods)).toEqual(new Set(['GET']));
    const { searchAttributes, memo } = await engine.temporal.workflow.getHandle(id).describe();
    expect(searchAttributes).toMatchObject({ OffboardingState: ['dryRun'] });
    expect(memo).toMatchObject({ wouldBe: 'blocked' });
  });
});
