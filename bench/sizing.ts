import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { WORKFLOW_TYPE } from '../src/domain/contract';
import type { OffboardingStatus } from '../src/domain/status';
import { forEach, openCrowd, untilCount, type Crowd } from './crowd';
import { percentile } from './figures';
import { figuresOf } from './process-figures';

/** Runs whose history is looked at. */
const LOOKED_AT = 20;

interface Scenario {
  urgency: 'immediate' | 'bulk';
  /** Milliseconds that each of the providers' calls takes. */
  latencyMs: number;
}

const SCENARIOS: Scenario[] = [
  { urgency: 'immediate', latencyMs: 0 },
  { urgency: 'bulk', latencyMs: 0 },
  { urgency: 'immediate', latencyMs: 100 },
];

/** What a leaver costs, in processor time, in Temporal's database and on the way to it; and how many go in a minute. */
async function main(): Promise<void> {
  const { leavers } = new Command('bench:sizing')
    .option('--leavers <count>', 'how many leave at once', Number, 300)
    .parse()
    .opts<{ leavers: number }>();
  const crowd = await openCrowd({ sweepDelay: '5s' });
  try {
    const measured = await Promise.race([measure(crowd, leavers), crowd.worker.gone]);
    process.stdout.write(reportOn(measured, leavers));
  } catch (error) {
    process.stderr.write(`${String(error)}\n`); // before what the closing may add
    throw error;
  } finally {
    await crowd.close();
  }
}

async function measure(crowd: Crowd, leavers: number): Promise<string[][]> {
  await round(crowd, SCENARIOS[0]!, 20); // to warm up
  const measured: string[][] = [];
  for (const scenario of SCENARIOS) measured.push(await round(crowd, scenario, leavers));
  return measured;
}

let rounds = 0;

async function round(crowd: Crowd, scenario: Scenario, leavers: number): Promise<string[]> {
  const { urgency, latencyMs } = scenario;
  const { client, simulators, temporal, terminal } = crowd;
  rounds += 1;
  const emails = Array.from({ length: leavers }, (_, at) => `r${rounds}-${at}@example.com`);
  await forEach(emails, (email) => simulators.addLeaver(email));
  await simulators.slowBy(latencyMs);
  const before = await costs(crowd);
  const ended = (await temporal.workflow.count(ENDED)).count;
  await forEach(emails, (email) => client.start({ email, urgency }));
  await untilCount(crowd, ENDED, ended + leavers, (count) =>
    terminal.alive(`${urgency}, ${latencyMs} ms: ${count - ended} of ${leavers} completed`),
  );
  const after = await costs(crowd);
  await sleep(1_000);

  const seen: OffboardingStatus[] = [];
  await forEach(emails, async (email) => seen.push(await client.wait(email)));
  const at = (time: string | undefined) => Date.parse(time ?? '');
  const begun = Math.min(...seen.map(({ startedAt }) => at(startedAt)));
  const minutes = (ends: number[]) => (Math.max(...ends) - begun) / 60_000;
  const contained = seen.map((run) => (at(run.containedAt) - at(run.startedAt)) / 1_000);
  const histories = await historiesOf(crowd, emails.slice(0, LOOKED_AT));
  const each = (figure: keyof typeof before) => (after[figure] - before[figure]) / leavers;
  const { residentMb } = await figuresOf(crowd.worker.pid);
  return [
    `${urgency}, ${latencyMs} ms`,
    (leavers / minutes(seen.map((run) => at(run.containedAt)))).toFixed(0),
    percentile(contained, 50).toFixed(1),
    percentile(contained, 95).toFixed(1),
    (leavers / minutes(seen.map((run) => at(run.finishedAt)))).toFixed(0),
    (each('workerCpu') * 1_000).toFixed(0),
    (each('serverCpu') * 1_000).toFixed(0),
    (each('network') / 1_024).toFixed(0),
    (each('database') / 1_024).toFixed(0),
    histories.events.toFixed(0),
    (histories.bytes / 1_024).toFixed(0),
    residentMb.toFixed(0),
  ];
}

const ENDED = `ExecutionStatus = "Completed" AND WorkflowType = "${WORKFLOW_TYPE}"`;

async function costs(crowd: Crowd) {
  const [worker, server] = await Promise.all(
    [crowd.worker.pid, crowd.server.pid].map((pid) => figuresOf(pid)),
  );
  return {
    workerCpu: worker?.cpuSeconds ?? 0,
    serverCpu: server?.cpuSeconds ?? 0,
    network: crowd.network.bytes(),
    database: await crowd.databaseBytes(),
  };
}

async function historiesOf({ temporal }: Crowd, emails: string[]) {
  let events = 0;
  let bytes = 0;
  for (const email of emails) {
    const query = `WorkflowId = "offboarding-${email}"`;
    for await (const run of temporal.workflow.list({ query })) {
      const { historyLength, historySize } = await temporal.workflow
        .getHandle(run.workflowId)
        .describe();
      events += historyLength;
      bytes += historySize ?? 0;
    }
  }
  return { events: events / emails.length, bytes: bytes / emails.length };
}

const COLUMNS = [
  'leavers, latency of a call',
  'contained a minute',
  'to contained, p50 s',
  'p95 s',
  'completed a minute',
  'worker CPU ms',
  'server CPU ms',
  'to and from Temporal KB',
  'database KB',
  'events',
  'history KB',
  'worker MB',
];

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;

const reportOn = (rows: string[][], leavers: number): string =>
  [
    '',
    `One worker, ${leavers} leavers at once; Zoom's queue at 60 calls a second (Business), Cloudflare's at 50; dev server with a database in a file; Node ${process.version}, ${cpus().length} cores. Figures of cost are for one leaver; the second revoke comes after 5 s.`,
    '',
    line(COLUMNS),
    line(COLUMNS.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map(line),
    '',
  ].join('\n');

// A failure that nobody handles ends the process by itself.
void main().then(() => process.exit(0));
