import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../support/engine';

let engine: Engine;
beforeAll(async () => {
  // Patience for each stage, however slow the machine: no sweep comes in between, so that calls can be counted.
  engine = await Engine.start({ policy: { stagePatience: '2m', sweepInterval: '2m' } });
});
afterAll(() => engine.stop());

describe('an ordinary leaver', () => {
  it('loses Zero Trust access, the Zoom session, the account and the password, in this order', async () => {
    const id = await engine.begin({ email: 'jane.doe@example.com' });
    const status = await engine.end(id);
    expect(status.state).toBe('completed');
    expect(status.needs).toEqual([]);
    expect(status.steps.map(({ step, state, attempts }) => [step, state, attempts])).toEqual([
      ['revokeZeroTrustTokens', 'done', 1],
      ['revokeZoomSsoToken', 'done', 1],
      ['readZoomUser', 'done', 1],
      ['deactivateZoomUser', 'done', 1],
      ['rotateZoomPassword', 'done', 1],
      ['sweepSessions', 'done', 1],
      ['verifyAccessRemoved', 'done', 1],
    ]);

    const { zoom, cloudflare } = engine.simulators;
    expect(zoom.user('jane.doe@example.com')).toMatchObject({
      status: 'inactive',
      sessions: 0,
      passwordChanges: 1,
    });
    expect(cloudflare.user('jane.doe@example.com')).toMatchObject({ sessions: 0 });
    const changes = zoom.requests({ user: 'jane.doe@example.com' }).map(({ call }) => call);
    expect(changes.filter((call) => call.startsWith('update'))).toEqual([
      'updateStatus',
      'updatePassword',
    ]);
    expect(changes.indexOf('revokeToken')).toBeLessThan(changes.indexOf('updateStatus'));
    expect(cloudflare.requests({ call: 'revokeUser' })).toHaveLength(2);
  });

  it('is contained before the sweep, and the evidence names each call with its request id', async () => {
    const id = await engine.begin({
      email: 'priya.sharma@example.com',
      reason: 'left',
      requestedBy: 'sam',
    });
    const status = await engine.end(id);
    expect(Date.parse(status.containedAt!)).toBeLessThan(Date.parse(status.finishedAt!));
    const report = await engine.report(id);
    const states = report.entries.flatMap((entry) => (entry.kind === 'state' ? entry.state : []));
    expect(states).toEqual(['running', 'contained', 'completed']);
    const exchanges = report.entries.flatMap((entry) =>
      entry.kind === 'attempt' ? entry.exchanges : [],
    );
    expect(exchanges.map(({ call }) => call)).toEqual(
      expect.arrayContaining([
        'revokeUser',
        'revokeToken',
        'getUser',
        'updateStatus',
        'updatePassword',
        'listActiveSessions',
      ]),
    );
    for (const exchange of exchanges)
      expect(exchange).toMatchObject({ status: expect.any(Number), requestId: expect.any(String) });
  });
});
