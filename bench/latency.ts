import { cpus, loadavg } from 'node:os';
import { median, table } from './figures';
import { measureEngine, measurePlain, type Measured } from './measure';
import { openStand } from './stand';

const WARM_UPS = 4;
const RUNS = 20;
/** Of the engine's own share at the median, in milliseconds. */
const TARGET = 150;

/**
 * The engine's time to contained with providers that answer at once, beside the same four calls in a plain
 * sequence of activities: same server, same simulators, same process, turn by turn.
 */
async function main(): Promise<void> {
  const stand = await openStand();
  const engine: Measured[] = [];
  const plain: Measured[] = [];
  try {
    for (let run = -WARM_UPS; run < RUNS; run += 1) {
      const kept = run >= 0;
      const measured = await measureEngine(stand, `engine-${run + WARM_UPS}@example.com`);
      if (kept) engine.push(measured);
      const other = await measurePlain(stand, `plain-${run + WARM_UPS}@example.com`);
      if (kept) plain.push(other);
    }
  } finally {
    await stand.close();
  }
  process.stdout.write(reportOn(engine, plain));
}

function reportOn(engine: Measured[], plain: Measured[]): string {
  const of = (runs: Measured[], figure: keyof Measured) => runs.map((run) => run[figure]);
  const rows = (runs: Measured[]): [string, number[]][] => [
    ['  started to contained', of(runs, 'contained')],
    ['    of it the providers', of(runs, 'providers')],
    ['    of it our own share', of(runs, 'own')],
    ['  start call to contained', of(runs, 'fromCall')],
    ['  started to all four calls done', of(runs, 'allDone')],
  ];
  const own = median(of(engine, 'own'));
  const verdict =
    own <= TARGET
      ? `reached: ${TARGET} ms or less is the target`
      : `missed by ${own - TARGET} ms: ${TARGET} ms or less is the target`;
  return [
    '',
    `${RUNS} runs of each, turn by turn, after ${WARM_UPS} to warm up; milliseconds; Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
    '',
    table([
      ['offboardEmployee', []],
      ...rows(engine),
      ['the same four calls in a plain sequence', []],
      ...rows(plain),
    ]),
    '',
    `The engine's own share of the time to contained: ${own} ms at the median, ${verdict}.`,
    '',
  ].join('\n');
}

// A failure that nobody handles ends the process by itself.
void main().then(() => process.exit(0));
