import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { Webhook } from 'standardwebhooks';
import { connectOffboarding } from '../src/client';
import {
  childEnvironment,
  exemptLoopbackFromProxies,
  readLocalEnvironment,
} from '../src/config/local';
import { createIntake } from '../src/intake/server';
import { standard } from '../src/intake/sources/standard';
import { startDevServer } from '../src/local/dev-server';
import { LOGS, whereToSearch } from '../src/local/folders';
import { freePort } from '../src/local/ports';
import { resolveTemporalCli } from '../src/local/temporal-cli';
import { openTerminal } from '../src/local/terminal';
import { percentile, table } from './figures';

const WARM_UPS = 50;
const REQUESTS = 500;
const SIDE_BY_SIDE = 20;
const SECRET = `whsec_${Buffer.from('a key of 24 bytes or more').toString('base64')}`;

/**
 * How long a sender waits for its 202, with a Temporal that answers: each event is an employee of its own, so each
 * starts a workflow. The sender runs in the same process; no worker does.
 */
async function main(): Promise<void> {
  exemptLoopbackFromProxies();
  const environment = childEnvironment();
  const where = whereToSearch(readLocalEnvironment());
  const progress = openTerminal(process.stderr);
  const { path } = await resolveTemporalCli({ ...where, environment, progress });
  const server = await startDevServer({
    executable: path,
    port: await freePort(),
    logFile: join(LOGS, 'bench-temporal.log'),
    environment,
  });
  try {
    const { address } = server;
    const settings = { address, namespace: 'default', connectionOptions: { address } };
    const client = await connectOffboarding(settings, { callTimeoutMs: 2_500 });
    const app = createIntake({
      client,
      sources: [{ source: standard, secrets: [SECRET] }],
      scimSecrets: [],
      apiTokens: [],
      logger: pino({ level: 'silent' }),
      registry: new Registry(),
      onSecret: () => undefined,
    });
    const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/webhooks/standard`;
    await send(url, WARM_UPS);
    const begun = performance.now();
    const took = await send(url, REQUESTS);
    const seconds = (performance.now() - begun) / 1_000;
    await app.close();
    await client.close();
    process.stdout.write(reportOn(took, seconds));
  } finally {
    await server.stop();
  }
}

/** Milliseconds for each request, from its signing to its answer. @throws Error unless each is a 202 */
async function send(url: string, count: number): Promise<number[]> {
  const took: number[] = [];
  let left = count;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const begun = performance.now();
      const response = await fetch(url, { method: 'POST', ...anEvent() });
      const answer = await response.text();
      if (response.status !== 202) throw new Error(`${response.status} ${answer}`);
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, sender));
  return took;
}

let employees = 0;
function anEvent(): { headers: Record<string, string>; body: string } {
  employees += 1;
  const id = `msg_${process.pid}_${employees}`;
  const at = new Date();
  const employeeId = `bench-${process.pid}-${employees}`;
  const data = { employeeId, email: `${employeeId}@example.com` };
  const body = JSON.stringify({ type: 'employee.terminated', timestamp: at.toISOString(), data });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(SECRET).sign(id, at, body),
  };
  return { headers, body };
}

function reportOn(took: number[], seconds: number): string {
  const machine = `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`;
  return [
    '',
    `${REQUESTS} events, ${SIDE_BY_SIDE} at a time, after ${WARM_UPS} to warm up; milliseconds; ${machine}`,
    '',
    table([['POST /webhooks/standard to 202', took.map(Math.round)]]),
    '',
    `p99 ${Math.round(percentile(took, 99))} ms, ${Math.round(REQUESTS / seconds)} events a second. The quickest senders give up after 3,000 ms.`,
    '',
  ].join('\n');
}

// A failure that nobody handles ends the process by itself.
void main().then(() => process.exit(0));
