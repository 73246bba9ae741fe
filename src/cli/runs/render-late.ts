import { createColors } from 'picocolors';
import type { RunOverview } from '../../client/run-list';
import { dueSince, idOf } from '../../client/waiting';
import { shellWord } from '../../domain/shell-word';
import { minute } from '../terminal/moments';
import { namesOf, type BlockedOptions } from './render-blocked';
import { wrap } from '../status/show-status';

/** Leavers that may still get in although nobody need do anything: a provider keeps the engine waiting. Lists cannot tell them from those who are let in again. */
export function renderLate(
  runs: readonly RunOverview[],
  { colour, width = Infinity }: BlockedOptions,
): string[] {
  const sorted = runs.toSorted((a, b) => dueSince(a).localeCompare(dueSince(b)));
  const [first] = sorted;
  if (!first) return [];
  const [are, they] = runs.length === 1 ? ['is', 'it goes'] : ['are', 'they go'];
  const heading = `${runs.length} ${are} not contained yet, or being taken back; ${they} on without you`;
  return [
    ...wrap(`  ${createColors(colour).bold(heading)}`, width),
    ...wrap(`    due ${minute(dueSince(first))} UTC${runs.length > 1 ? ' and later' : ''}`, width),
    ...wrap(`    ${namesOf(sorted)}`, width),
    `    $ npx offboard status ${shellWord(idOf(first))}`,
    '',
  ];
}
