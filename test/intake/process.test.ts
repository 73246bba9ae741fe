import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { Engine, testAddress } from '../support/engine';
import { IntakeProcess } from '../support/intake-process';
import { TcpProxy } from '../support/tcp-proxy';

const SECRET = `whsec_${Buffer.from('a key of 24 bytes or more').toString('base64')}`;
const TOKEN = 'api-token-of-16-and-more';

let engine: Engine;
let proxy: TcpProxy;
beforeAll(async () => {
  engine = await Engine.start({ workers: false });
  proxy = await TcpProxy.start(testAddress());
});
afterAll(async () => {
  await proxy?.cut();
  await engine?.stop();
});

const settings = (): Record<string, string> => ({
  TEMPORAL_ADDRESS: proxy.address,
  TEMPORAL_NAMESPACE: engine.namespace,
  INTAKE_PORT: '0',
  STANDARD_WEBHOOK_SECRET: SECRET,
  OFFBOARDING_API_TOKEN: TOKEN,
});

const statusOf = async (url: string) => (await fetch(url)).status;

/** As a sender does it, by the library that senders use. */
function send(url: string, employeeId: string): Promise<Response> {
  const id = `msg_${employeeId}`;
  const at = new Date();
  const body = JSON.stringify({
    type: 'employee.terminated',
    timestamp: at.toISOString(),
    data: { employeeId, email: `${employeeId}@example.com` },
  });
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(SECRET).sign(id, at, body),
  };
  return fetch(`${url}/webhooks/standard`, { method: 'POST', headers, body });
}

describe('an intake that cannot start', () => {
  it('says all that is wrong with its configuration at once, and no value, and ends with 2', async () => {
    const intake = new IntakeProcess({
      INTAKE_HOST: 'http://top-secret-host',
      INTAKE_PORT: 'top-secret-port',
      TEMPORAL_TLS: 'perhaps',
      STANDARD_WEBHOOK_SECRET: 'top-secret-1',
      OFFBOARDING_API_TOKEN: 'top-secret-2',
      SCIM_BEARER_TOKEN_PREVIOUS: 'top-secret-3 of 16 and more',
      OFFBOARDING_LOG_LEVEL: 'loud',
    });
    expect(await intake.ended()).toEqual({ code: 2, signal: null });
    for (const name of [
      'TEMPORAL_TLS',
      'INTAKE_HOST',
      'INTAKE_PORT',
      'STANDARD_WEBHOOK_SECRET',
      'SCIM_BEARER_TOKEN',
      'SCIM_BEARER_TOKEN_PREVIOUS',
      'OFFBOARDING_API_TOKEN',
      'OFFBOARDING_LOG_LEVEL',
    ])
      expect(intake.output).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    expect(intake.output).not.toContain('top-secret');
  });

  it('ends with 2 where nobody could tell it anything', async () => {
    const intake = new IntakeProcess({ OFFBOARDING_API_TOKEN: TOKEN });
    expect(await intake.ended()).toEqual({ code: 2, signal: null });
    expect(intake.output).toContain('STANDARD_WEBHOOK_SECRET');
    expect(intake.output).toContain('SCIM_BEARER_TOKEN');
  });

  it('ends with 1 where its port is taken, and says what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const intake = new IntakeProcess({ ...settings(), INTAKE_PORT: String(port) });
    expect(await intake.ended()).toEqual({ code: 1, signal: null });
    expect(intake.output).toContain(`127.0.0.1, port ${port}`);
    expect(intake.output).toContain('INTAKE_PORT');
    expect(intake.output).not.toMatch(/at .*\.ts:\d+/);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('an intake whose Temporal is away when it starts', () => {
  it('is up and not ready, refuses events for now, and takes them once Temporal is there', async () => {
    await proxy.cut();
    const intake = new IntakeProcess(settings());
    try {
      const url = await intake.ready();
      expect(await statusOf(`${url}/healthz`)).toBe(200);
      expect(await statusOf(`${url}/readyz`)).toBe(503);
      expect((await send(url, 'early')).status).toBe(503);
      await proxy.restore();
      while ((await statusOf(`${url}/readyz`)) !== 200)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await send(url, 'early')).status).toBe(202);
      const metrics = await (await fetch(`${url}/metrics`)).text();
      for (const line of [
        'offboarding_intake_requests_total{source="standard",outcome="accepted",code=""} 1',
        'offboarding_intake_requests_total{source="standard",outcome="unavailable",code="not_connected"} 1',
        'process_cpu_user_seconds_total',
      ])
        expect(metrics).toContain(line);
    } finally {
      expect(await intake.stop()).toEqual({ code: 0, signal: null });
    }
    expect(intake.output).toContain('msg_early');
    for (const hidden of [SECRET, TOKEN, 'early@example.com', 'v1,'])
      expect(intake.output).not.toContain(hidden);
  });
});

describe('an intake that is told to stop', () => {
  it('answers what is under way, takes nothing new, and ends with 0', async () => {
    const intake = new IntakeProcess(settings());
    const url = await intake.ready();
    expect((await send(url, 'first')).status).toBe(202);
    proxy.stall();
    const underWay = send(url, 'last');
    await new Promise((resolve) => setTimeout(resolve, 300));
    // What came after it is answered: so it is there too.
    expect(await statusOf(`${url}/healthz`)).toBe(200);
    intake.tellToStop();
    while (await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).catch(() => false))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await proxy.restore();
    const { status, headers } = await underWay;
    // Kept open, the connection would hold up the end.
    expect([status, headers.get('connection')]).toEqual([202, 'close']);
    expect(await intake.ended()).toEqual({ code: 0, signal: null });
    expect(intake.output).toContain('msg_last');
  });
});
