import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STORE } from '../../src/local/folders';
import { runChaos } from './run-chaos';
import { verdictLines } from './verdict';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function numberFrom(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${name} must be a number above 0, such as --${name} 3, not "${text}".`);
}

/** `npm run chaos -- [--seed N] [--leavers 300] [--minutes 3] [--workers 3] [--encrypted]` */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 1_000_000)) },
      leavers: { type: 'string', default: '300' },
      minutes: { type: 'string', default: '3' },
      workers: { type: 'string', default: '3' },
      encrypted: { type: 'boolean', default: false },
    },
  });
  const seed = numberFrom('seed', values.seed);
  const leavers = numberFrom('leavers', values.leavers);
  const minutes = numberFrom('minutes', values.minutes);
  const workers = numberFrom('workers', values.workers);
  const folder = join(STORE, 'chaos', `${seed}-${new Date().toISOString().replace(/[:.]/g, '')}`);
  const { encrypted } = values;
  const again = `--seed ${seed} --leavers ${leavers} --minutes ${minutes}`;
  say(`seed ${seed}: npm run chaos -- ${again}${encrypted ? ' --encrypted' : ''}`);
  const result = await runChaos({
    seed,
    leavers,
    stormMs: minutes * 60_000,
    workers,
    encrypted,
    folder,
    say,
  });
  for (const line of verdictLines(result, folder)) say(line);
  if (result.judgements.some(({ violations }) => violations.length > 0)) return 1;
  await rm(folder, { recursive: true, force: true });
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(2);
  },
);
