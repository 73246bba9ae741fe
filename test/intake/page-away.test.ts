import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Engine, testAddress } from '../support/engine';
import { startIntake, type RunningIntake } from '../support/intake';
import { TcpProxy } from '../support/tcp-proxy';
import { listed } from './page-support';
import { eventually } from '../support/eventually';

let engine: Engine;
let proxy: TcpProxy;
let intake: RunningIntake;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  proxy = await TcpProxy.start(testAddress());
  const { address } = proxy;
  const settings = { address, namespace: engine.namespace, connectionOptions: { address } };
  intake = await startIntake(settings, { apiTokens: [] });
  await listed(engine, {
    email: 'jane@example.com',
    state: 'blocked',
    blockedOn: ['zoom.timeout'],
  });
});
afterAll(async () => {
  await intake?.close();
  await proxy?.cut();
  await engine?.stop();
});

const shown = () =>
  eventually(
    () => intake.get('/'),
    ({ text }) => text.includes('jane@example.com'),
  );

it.each(['cut', 'stall'] as const)(
  'while Temporal is away (%s) the page says so and shows nobody, and afterwards it is as before',
  async (how) => {
    await shown();
    await proxy[how]();
    const { status, headers, text } = await intake.get('/');
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('10');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('Temporal does not answer');
    expect(text).not.toContain('jane@example.com');
    // Where Temporal is, is nobody's business but that of who reads the log.
    expect(text).not.toContain(proxy.address);
    expect(JSON.stringify(intake.log())).toContain(proxy.address);
    await proxy.restore();
    expect((await shown()).status).toBe(200);
  },
);
