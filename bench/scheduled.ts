import { cpus } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { forEach, openCrowd, untilCount, type Crowd } from './crowd';
import { figuresOf } from './process-figures';

const SETTLED_AFTER_MS = 15_000;
const SAMPLE_MS = 500;
const MONTHS_AHEAD_MS = 90 * 24 * 3_600_000;
const BY = { by: 'bench', reason: 'the last day came early' };

interface Sample {
  residentMb: number;
  heapMb: number;
  cached: number;
}

/**
 * Many runs that wait for a day months ahead, on one worker: what they cost it in memory; then all of them at once.
 * It ends by itself when all is done, or the time is over.
 */
async function main(): Promise<void> {
  const { runs, hurried, cached, minutes } = flags();
  const settings = cached === undefined ? {} : { WORKER_CACHED_WORKFLOWS: String(cached) };
  const crowd = await openCrowd({ sweepDelay: '5s' }, settings);
  const over = setTimeout(() => {
    process.stderr.write(`not done after ${minutes} minutes: given up\n`);
    void crowd.close().finally(() => process.exit(1));
  }, minutes * 60_000);
  try {
    process.stdout.write(await Promise.race([measure(crowd, runs, hurried), crowd.worker.gone]));
  } catch (error) {
    process.stderr.write(`${String(error)}\n`); // before what the closing may add
    throw error;
  } finally {
    clearTimeout(over);
    await crowd.close();
  }
}

async function measure(crowd: Crowd, runs: number, hurried: number): Promise<string> {
  const { client, simulators, terminal } = crowd;
  const emails = Array.from({ length: runs }, (_, at) => `leaver-${at}@example.com`);
  await sleep(3_000);
  const rows: [string, Sample][] = [['idle', await sample(crowd)]];
  const effectiveAt = new Date(Date.now() + MONTHS_AHEAD_MS).toISOString();
  const starting = keepSampling(crowd);
  let begun = performance.now();
  await forEach(emails, (email) => client.start({ email, effectiveAt }));
  await untilCount(crowd, 'OffboardingState = "scheduled"', runs, (count) =>
    terminal.alive(`${count} of ${runs} scheduled`),
  );
  const scheduledIn = seconds(begun);
  rows.push(['peak while they start', await starting.peak()]);
  await sleep(SETTLED_AFTER_MS);
  rows.push([`${runs} scheduled, settled`, await sample(crowd)]);
  const database = (await crowd.databaseBytes()) / runs / 1_024;

  const now = emails.slice(0, hurried);
  await forEach(now, (email) => simulators.addLeaver(email));
  const working = keepSampling(crowd);
  begun = performance.now();
  await forEach(now, (email) => client.startNow(email, BY));
  await untilCount(crowd, 'ExecutionStatus = "Completed"', hurried, (count) =>
    terminal.alive(`${count} of ${hurried} completed`),
  );
  const doneIn = seconds(begun);
  rows.push([`peak while ${hurried} leave at once`, await working.peak()]);
  await sleep(SETTLED_AFTER_MS);
  rows.push(['settled again', await sample(crowd)]);
  const { peakMb, cpuSeconds } = await figuresOf(crowd.worker.pid);
  return [
    '',
    `One worker, ${runs} runs scheduled for a day months ahead, then ${hurried} of them moved to now; Node ${process.version}, ${cpus().length} cores, heap limit ${Math.round(getHeapStatistics().heap_size_limit / 1_048_576)} MB`,
    '',
    '| worker | resident MB | heap MB | runs in memory |',
    '| --- | ---: | ---: | ---: |',
    ...rows.map(
      ([name, { residentMb, heapMb, cached }]) =>
        `| ${name} | ${Math.round(residentMb)} | ${Math.round(heapMb)} | ${cached} |`,
    ),
    '',
    `Scheduled in ${Math.round(scheduledIn)} s (${Math.round(runs / scheduledIn)} a second). Completed in ${Math.round(doneIn)} s (${Math.round((hurried / doneIn) * 60)} leavers a minute).`,
    `Resident at its highest: ${Math.round(peakMb)} MB. Processor time of the worker: ${Math.round(cpuSeconds)} s. Database: ${Math.round(database)} KB for a scheduled run.`,
    '',
  ].join('\n');
}

async function sample({ worker }: Crowd): Promise<Sample> {
  const { residentMb } = await figuresOf(worker.pid);
  return { residentMb, heapMb: worker.heapMb(), cached: await worker.cachedRuns() };
}

/** Looks again and again; each figure's highest. */
function keepSampling(crowd: Crowd): { peak(): Promise<Sample> } {
  const peak: Sample = { residentMb: 0, heapMb: 0, cached: 0 };
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      const seen = await sample(crowd).catch(() => peak); // one that has ended is told of elsewhere
      for (const figure of ['residentMb', 'heapMb', 'cached'] as const)
        peak[figure] = Math.max(peak[figure], seen[figure]);
      await sleep(SAMPLE_MS);
    }
  })();
  return {
    async peak() {
      isOver = true;
      await looking;
      return peak;
    },
  };
}

const seconds = (since: number): number => (performance.now() - since) / 1_000;

function flags() {
  const { runs, hurried, ...rest } = new Command('bench:scheduled')
    .option('--runs <count>', 'how many are scheduled', Number, 10_000)
    .option('--hurried <count>', 'how many of them are moved to now; all by default', Number)
    .option('--cached <count>', 'WORKER_CACHED_WORKFLOWS of the worker', Number)
    .option('--minutes <count>', 'when to give up', Number, 45)
    .parse()
    .opts<{ runs: number; hurried?: number; cached?: number; minutes: number }>();
  return { runs, hurried: Math.min(hurried ?? runs, runs), ...rest };
}

// A failure that nobody handles ends the process by itself.
void main().then(() => process.exit(0));
