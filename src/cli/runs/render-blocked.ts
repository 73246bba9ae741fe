import { createColors } from 'picocolors';
import type { RunOverview } from '../../client/run-list';
import { idOf, leaverOf, mayStillGetIn, type WaitingGroup } from '../../client/waiting';
import { visible } from '../../domain/evidence/visible-text';
import { minute } from '../terminal/moments';
import { wrap } from '../status/show-status';

export interface BlockedOptions {
  colour: boolean;
  /** Columns of the terminal: names are broken into lines; absent: they are on one. */
  width?: number;
}

/** Names of a group that are said; the rest is a number. */
const NAMED = 10;

/** The e-mail and, where commands find the leaver by another name, that. */
function nameOf(run: RunOverview): string {
  const [leaver, id] = [leaverOf(run), idOf(run)];
  return visible(leaver === id ? leaver : `${leaver} (${id})`);
}

/** The leavers by name, the first ten of them. */
export function namesOf(runs: readonly RunOverview[]): string {
  const more = runs.length - NAMED;
  const names = runs.slice(0, NAMED).map(nameOf).join(', ');
  return more > 0 ? `${names} and ${more} more` : names;
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

function headOf({ runs, cause }: WaitingGroup): string {
  const isHr = runs.every(({ kind }) => kind === 'hrEvents');
  return `${count(runs.length, isHr ? 'employee' : 'run')}: ${cause}`;
}

/** What cannot wait until Monday: who of them may still get in. Nothing is said of what only HR's events ask, or is held. */
function openWords(runs: readonly RunOverview[]): string[] {
  const blocked = runs.filter(({ kind, state }) => kind === 'run' && state === 'blocked');
  const open = blocked.filter(mayStillGetIn);
  if (blocked.length === 0) return [];
  if (open.length === 0) return ['    contained: nobody of them can get in'];
  const who =
    open.length === runs.length ? (open.length === 1 ? '' : 'all of them') : namesOf(open);
  return [`    not contained, may still get in${who && `: ${who}`}`];
}

/** Who waits for a person, by cause, with what answers it. `total`: one with two causes counts once. */
export function renderBlocked(
  groups: readonly WaitingGroup[],
  total: number,
  { colour, width = Infinity }: BlockedOptions,
): string[] {
  const paint = createColors(colour);
  const heading = total === 1 ? '1 waits for a person' : `${total} wait for a person`;
  return [
    '',
    `  ${paint.bold(heading)}`,
    ...groups.flatMap((group) => [
      '',
      ...wrap(`  ${headOf(group)}`, width).map((line) => paint.red(line)),
      ...wrap(`    ${visible(group.code)}, the first since ${minute(group.since)} UTC`, width),
      ...wrap(`    ${namesOf(group.runs)}`, width),
      ...openWords(group.runs).flatMap((line) => wrap(line, width)),
      ...(group.answers.length > 0
        ? group.answers.map((answer) => `    $ ${answer}`)
        : wrap('    Once that is mended it goes on by itself: nothing need be sent.', width)),
    ]),
    '',
  ];
}
