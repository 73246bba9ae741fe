import { connectOffboarding } from '../../src/client';
import { freePort } from '../../src/local/ports';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture } from '../support/hr-event';
import { startServer } from '../support/http-server';
import { IntakeProcess } from '../support/intake-process';
import { WorkerProcess } from '../support/worker-process';
import { figuresOfFailingProcess } from './failing-process';
import { valueIn } from './prometheus-text';

const TOKEN = 'okta-secret-of-16-and-more';
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
/** The leavers are found by it in what was exported, which must not hold them. */
export const DOMAIN = 'leavers.example.com';

/** What three processes exported, after all that alerts are about has happened. */
export interface Scene {
  worker: string;
  intake: string;
  failing: string;
  /** What the worker wrote. */
  log: string;
}

/** Has leavers leave, wait for people, be throttled and be held; HR be refused; notices be refused. */
export async function playScene(): Promise<Scene> {
  const engine = await Engine.start({
    workers: false,
    policy: { breaker: { count: 1, window: '1h' }, sweepInterval: '1m' },
  });
  const receiver = await startServer((_request, response) => response.writeHead(410).end());
  const port = await freePort();
  const worker = await WorkerProcess.start(engine, {
    WORKER_METRICS_PORT: String(port),
    OFFBOARDING_NOTICE_WEBHOOK_URL: receiver.url,
    OFFBOARDING_NOTICE_WEBHOOK_SECRET: SECRET,
  });
  try {
    await haveLeaversLeave(engine);
    const [intake, failing] = await Promise.all([
      figuresOfRefusingIntake(),
      figuresOfFailingProcess(engine),
    ]);
    const figures = await eventually(
      async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
      isComplete,
    );
    return { worker: figures, intake, failing, log: worker.output };
  } finally {
    await worker.drain();
    await engine.stop();
    await receiver.close();
  }
}

async function haveLeaversLeave(engine: Engine): Promise<void> {
  const { zoom, cloudflare } = engine.simulators;
  const leaver = (name: string) => engine.addLeaver(`${name}@${DOMAIN}`);
  const [simple, throttled, blocked] = [leaver('simple'), leaver('throttled'), leaver('blocked')];
  zoom.addFault({ user: throttled, call: 'revokeToken', fault: 'zoom.any.429.perSecond' });
  cloudflare.addFault({
    user: throttled,
    call: 'revokeUser',
    fault: 'cloudflare.any.429.971',
    retryAfterSeconds: 1,
  });
  zoom.addFault({ user: blocked, call: 'updateStatus', fault: 'zoom.any.403', times: 'always' });
  const ends = [simple, throttled].map(async (email) => engine.end(await engine.begin({ email })));
  const waiting = await engine.begin({ email: blocked });
  await engine.until(waiting, ({ state }) => state === 'blocked');
  const decision = { step: 'deactivateZoomUser', decision: 'retry', by: 'ops', reason: 'again' };
  await engine.update(waiting, 'decide', decision);
  await engine.until(waiting, ({ state }) => state === 'blocked');
  const client = await connectOffboarding(settingsFor(engine.namespace));
  for (const name of ['first', 'second']) {
    const employee = { email: leaver(name) };
    const effective = { when: inFuture(30 * DAY) };
    await client.hrEvent(hrEvent({ kind: 'terminate', source: 'okta', employee, effective }));
  }
  await eventually(
    () => client.runs.count({ states: ['held'] }),
    (held) => held === 1,
  );
  await client.close();
  await Promise.all(ends);
}

/** How the runs of the scene stand in the end. */
const STANDING = { scheduled: 1, held: 1, running: 0, contained: 0, blocked: 1, unseen: 0 };

/** Its gauges follow the runs within their period, and the lists that they are read from a moment later. */
const isComplete = (text: string): boolean =>
  Object.entries(STANDING).every(
    ([state, count]) => valueIn(text, 'offboarding_runs', { state }) === count,
  ) &&
  valueIn(text, 'offboarding_waiting', { code: 'breaker.tripped' }) === 1 &&
  valueIn(text, 'offboarding_waiting', { code: 'zoom.403' }) === 1 &&
  (valueIn(text, 'offboarding_notices_total', { outcome: 'refused' }) ?? 0) > 0;

/** An intake whose Temporal is nowhere, and what it tells of itself after an event came. */
async function figuresOfRefusingIntake(): Promise<string> {
  const intake = new IntakeProcess({
    TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}`,
    INTAKE_PORT: '0',
    OKTA_WEBHOOK_SECRET: TOKEN,
  });
  try {
    const url = await intake.ready();
    const events = [
      {
        uuid: 'a0a0a0a0-0000-4000-8000-000000000001',
        published: new Date().toISOString(),
        eventType: 'user.lifecycle.deactivate',
        target: [{ type: 'User', id: '00u1', alternateId: `okta@${DOMAIN}` }],
      },
    ];
    const body = JSON.stringify({ eventType: 'com.okta.event_hook', data: { events } });
    const headers = { Authorization: TOKEN, 'Content-Type': 'application/json' };
    await fetch(`${url}/webhooks/okta`, { method: 'POST', headers, body });
    return await (await fetch(`${url}/metrics`)).text();
  } finally {
    await intake.stop();
  }
}
