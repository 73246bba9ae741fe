import type { OffboardingClient } from '../../client';
import { visible } from '../../domain/evidence/visible-text';
import { print, type CliContext } from '../context';

/** Of so many runs, the newest. */
const LOOKED_AT = 1_000;

/** Where nothing was found by a source that no run has: names those that runs do have, since it may be misspelt. */
export async function sayKnownSources(
  { stderr }: Pick<CliContext, 'stderr'>,
  { runs }: Pick<OffboardingClient, 'runs'>,
  asked: string | undefined,
): Promise<void> {
  if (asked === undefined) return;
  const found = await runs.find({}, LOOKED_AT);
  const known = [...new Set(found.flatMap(({ source }) => source ?? []))].sort();
  if (known.length === 0 || known.includes(asked)) return;
  const names = known.map(visible).join(', ');
  print(stderr, [`No run has the source ${visible(asked)}. Sources that runs have: ${names}.`]);
}
