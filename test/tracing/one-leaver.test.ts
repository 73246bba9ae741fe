import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine, testAddress } from '../support/engine';
import { eventually } from '../support/eventually';
import { IntakeProcess } from '../support/intake-process';
import { WorkerProcess } from '../support/worker-process';
import { Collector, type SeenSpan } from './collector';

const TOKEN = 'okta-secret-of-16-and-more';
const KEY = 'collector-key-of-16-and-more';
const LEAVER = 'traced.leaver@traced.example.com';
const RUN = `offboarding-${LEAVER}`;

let engine: Engine;
let collector: Collector;
let worker: WorkerProcess;
let spans: SeenSpan[];

beforeAll(async () => {
  collector = await Collector.start();
  engine = await Engine.start({ workers: false });
  engine.addLeaver(LEAVER, { first_name: 'Traced', last_name: 'Leaver' });
  const otel = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.server.url,
    OTEL_EXPORTER_OTLP_HEADERS: `x-collector-key=${KEY}`,
  };
  worker = await WorkerProcess.start(engine, otel);
  // A provider that quotes the leaver: what it says must not leave with the span of the failure.
  const body = { code: 4711, message: `${LEAVER} is not known, and ${TOKEN} neither` };
  engine.simulators.zoom.addFault({ call: 'updatePassword', respond: { status: 503, body } });
  await tellByIntake(otel);
  await engine.end(RUN);
  // Spans leave every few seconds, and the rest of them when the worker ends.
  await worker.drain();
  ({ spans } = collector);
});
afterAll(async () => {
  await worker?.kill();
  await engine?.stop();
  await collector?.server.close();
});

/** HR's event by an intake that is traced too; gone again once the run is there. */
async function tellByIntake(otel: Record<string, string>): Promise<void> {
  const intake = new IntakeProcess({
    TEMPORAL_ADDRESS: testAddress(),
    TEMPORAL_NAMESPACE: engine.namespace,
    INTAKE_PORT: '0',
    OKTA_WEBHOOK_SECRET: TOKEN,
    ...otel,
  });
  try {
    const url = await intake.ready();
    const published = new Date().toISOString();
    const target = [{ type: 'User', id: '00u1', alternateId: LEAVER }];
    const eventType = 'user.lifecycle.deactivate';
    const uuid = 'a0a0a0a0-0000-4000-8000-000000000002';
    const body = JSON.stringify({ data: { events: [{ uuid, published, eventType, target }] } });
    const headers = { Authorization: TOKEN, 'Content-Type': 'application/json' };
    const { status } = await fetch(`${url}/webhooks/okta`, { method: 'POST', headers, body });
    expect(status).toBe(202);
    await eventually(() => engine.status(RUN));
  } finally {
    await intake.stop();
  }
}

const named = (name: string) => spans.filter((span) => span.name === name);

describe('the spans of one leaver', () => {
  it('form one trace, from the event to the calls at both providers', () => {
    const [start] = named('SignalWithStartWorkflow:hrEvents');
    expect(start).toMatchObject({ service: 'offboarding-intake' });
    const trace = spans.filter(({ traceId }) => traceId === start?.traceId);
    const names = trace.map(({ name }) => name);
    for (const name of [
      'RunWorkflow:offboardEmployee',
      'StartActivity:deactivateZoomUser',
      'RunActivity:deactivateZoomUser',
      'zoom.updateStatus',
      'cloudflare.revokeUser',
    ])
      expect(names).toContain(name);
    expect(named('RunWorkflow:offboardEmployee').map(({ traceId }) => traceId)).toEqual([
      start?.traceId,
    ]);
    const ids = new Set(trace.map(({ spanId }) => spanId));
    const roots = trace.filter(({ parentSpanId = '' }) => !ids.has(parentSpanId));
    // HR's events of an employee, and the breaker, live on: what they do has a parent that has not ended yet.
    expect(roots.map(({ name }) => name).sort()).toEqual([
      'RunWorkflow:offboardEmployee',
      'SignalWithStartWorkflow:hrEvents',
    ]);
  });

  it('say what was called, for which step, and how it went', () => {
    const [call] = named('zoom.updateStatus');
    expect(call).toMatchObject({
      service: 'offboarding-worker',
      attributes: {
        'offboarding.provider': 'zoom',
        'offboarding.call': 'updateStatus',
        'http.request.method': 'PUT',
        'http.response.status_code': 204,
      },
    });
    const parent = spans.find(({ spanId }) => spanId === call?.parentSpanId);
    expect(parent).toMatchObject({
      name: 'RunActivity:deactivateZoomUser',
      attributes: { 'offboarding.step': 'deactivateZoomUser' },
    });
    const failed = named('zoom.updatePassword').map(({ attributes }) => attributes);
    expect(failed).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          'http.response.status_code': 503,
          'offboarding.code': 'zoom.503.4711',
        }),
      ]),
    );
  });

  it('name nobody, and hold no secret', () => {
    const { zoom, cloudflare } = engine.simulators;
    const wire = decodeURIComponent(collector.wire).toLowerCase();
    for (const hidden of [
      ...['traced.leaver', 'traced.example.com', TOKEN, KEY, 'is not known'],
      zoom.credentials.clientSecret,
      cloudflare.credentials.apiToken,
      cloudflare.credentials.accountId,
    ])
      expect([hidden, wire.includes(hidden.toLowerCase())]).toEqual([hidden, false]);
    expect(wire).not.toMatch(/\w@\w/);
    for (const { status } of spans) expect(status.message ?? '').toBe('');
  });

  it('went where the collector knows us', () => {
    expect(collector.server.requests.length).toBeGreaterThan(1);
    for (const { url, headers } of collector.server.requests)
      expect([url, headers['x-collector-key']]).toEqual(['/v1/traces', KEY]);
  });
});
