import { eventually } from '../../support/eventually';
import { argumentsOf, commandsIn, type Block, type Command, type Section } from './document';
import { holds, linesOf } from './excerpt';
import type { Stage } from './stage';

/** What the document cannot do by itself: bring the situation about, and what happens outside of the engine. */
export interface Situation {
  play: (stage: Stage) => Promise<void>;
  /** What a person mends, before the first command that the document says to send. */
  mend?: (stage: Stage) => Promise<unknown>;
  /** What passes by itself, after the last of them. */
  passes?: (stage: Stage) => Promise<unknown>;
  /** Commands that are not ours. */
  others?: Record<string, (stage: Stage) => Promise<unknown>>;
  /** Of the operator's shell. */
  environment?: Record<string, string>;
  /** On a stage of its own, where nobody works yet. */
  isIdle?: true;
}

type Deed =
  { kind: 'send' | 'see'; command: string; output: string[] } | { kind: 'hear'; output: string[] };

const deedsIn = (block: Block): Deed[] =>
  block.kind === 'notice'
    ? [{ kind: 'hear', output: block.lines }]
    : commandsIn(block).map((shown) => ({
        kind: shown.output.length > 0 ? 'see' : 'send',
        ...shown,
      }));

/** Plays the situation and follows the document line by line: what it shows is to be seen, what it says is done. */
export async function walk({ blocks }: Section, situation: Situation, stage: Stage): Promise<void> {
  await situation.play(stage);
  const deeds = blocks.flatMap(deedsIn);
  const firstSent = deeds.findIndex(({ kind }) => kind === 'send');
  const lastSent = deeds.findLastIndex(({ kind }) => kind === 'send');
  for (const [index, deed] of deeds.entries()) {
    if (index === firstSent) await situation.mend?.(stage);
    if (deed.kind === 'hear') await hear(deed.output, stage);
    else if (deed.kind === 'see') await see(deed, situation, stage);
    else await send(deed.command, situation, stage);
    // Where nothing is to be sent, it passes once it was seen.
    if (index === Math.max(lastSent, 0)) await situation.passes?.(stage);
  }
}

async function see(
  { command, output }: Command,
  { environment }: Situation,
  stage: Stage,
): Promise<void> {
  const run = async () => {
    const { stdout, stderr } = await stage.run(argumentsOf(command) ?? [], environment);
    return stdout + stderr;
  };
  await until(command, run, (seen) => holds(seen, output), output);
}

async function hear(output: string[], stage: Stage): Promise<void> {
  const wanted = linesOf(output.join('\n')).join('\n');
  const heard = async () => stage.notices().map((text) => linesOf(text).join('\n'));
  await until('a notice', heard, (texts) => texts.includes(wanted), output);
}

async function send(
  command: string,
  { others, environment }: Situation,
  stage: Stage,
): Promise<void> {
  const other = others?.[command];
  if (other) return void (await other(stage));
  const argv = argumentsOf(command);
  if (!argv) throw new Error(`No test knows how to follow: ${command}`);
  const { exit, stdout, stderr } = await stage.run(argv, environment);
  if (exit !== 0) throw new Error(`${command} ended with ${exit}:\n${stdout}${stderr}`);
}

/** Says what the document has and what was seen, where they do not meet. */
async function until<T>(
  what: string,
  read: () => Promise<T>,
  fits: (seen: T) => boolean,
  wanted: readonly string[],
): Promise<void> {
  let last: T | undefined;
  try {
    await eventually(async () => (last = await read()), fits);
  } catch {
    const seen = Array.isArray(last) ? last.join('\n--\n') : String(last);
    throw new Error(
      `docs/operations.md shows for ${what}:\n${wanted.join('\n')}\n\nbut it is:\n${seen}`,
    );
  }
}
