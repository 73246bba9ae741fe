import * as fc from 'fast-check';
import type { Urgency } from '../../../src/domain/request';
import { domainOf, QUIRK_NAMES, QUIRKS, type QuirkName } from './quirks';
import { STORIES, STORY_NAMES, storyOf, type StoryName } from './stories';

export interface Leaver {
  email: string;
  /** In both providers' directories; the engine has no use for it. */
  lastName: string;
  /** In every trigger of the leaver, or in none: the run goes by it. */
  employeeId?: string;
  quirk: QuirkName;
  story: StoryName;
  urgency: Urgency;
  /** When the story begins, as a share of the storm. */
  at: number;
  /** What is left to chance within the story: pauses, as a share of the longest. */
  pauses: number[];
}

const weighted = <Name extends string>(rows: Record<Name, { weight: number }>) =>
  fc.oneof(
    ...(Object.keys(rows) as Name[]).map((name) => ({
      weight: rows[name].weight,
      arbitrary: fc.constant<Name>(name),
    })),
  );

const share = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);

const drawn = fc.record({
  quirk: weighted(QUIRKS),
  story: weighted(STORIES),
  urgency: fc.constantFrom<Urgency>('immediate', 'standard', 'bulk'),
  hasEmployeeId: fc.boolean(),
  at: share,
  pauses: fc.array(share, { minLength: 4, maxLength: 4 }),
});

/** Those whom a reversal can be told of in one sentence; the rest is for tests of their own. */
const CONTESTABLE: readonly QuirkName[] = ['normal', 'basic', 'helpDesk', 'onlyInZoom'];

/** One of each kind first, as far as they go; the rest at random. The same for the same seed. */
export function drawLeavers(seed: number, count: number): Leaver[] {
  return fc
    .sample(fc.noBias(drawn), { seed, numRuns: count })
    .map(({ hasEmployeeId, ...row }, index) => {
      const story = STORY_NAMES[index - QUIRK_NAMES.length] ?? row.story;
      const wanted = QUIRK_NAMES[index] ?? row.quirk;
      const name: StoryName = index < QUIRK_NAMES.length ? 'client' : story;
      const isTooOdd = storyOf(name).outcome === 'contested' && !CONTESTABLE.includes(wanted);
      const quirk = isTooOdd ? 'normal' : wanted;
      const number = String(index + 1).padStart(3, '0');
      return {
        ...row,
        quirk,
        story: name,
        email: `${quirk}.${name}.${number}@${domainOf(quirk)}`.toLowerCase(),
        lastName: `Vanishing-${number}`,
        ...(hasEmployeeId ? { employeeId: `E${number}` } : {}),
      };
    });
}
