import type { OffboardingClient } from '../../client';
import { byCode, waitsForSomebody } from '../../client/waiting';
import { visible } from '../../domain/evidence/visible-text';
import { print, type CliContext } from '../context';

/**
 * Where nobody was found by a code: says what runs do wait with. Providers invent codes, so that none can be refused; but
 * one that is misspelt must not look as if nobody waited.
 */
export async function sayAwaitedCodes(
  { stderr }: Pick<CliContext, 'stderr'>,
  { runs }: Pick<OffboardingClient, 'runs'>,
): Promise<void> {
  const found = await runs.find({ states: ['blocked', 'held'] });
  const groups = byCode(found.filter(waitsForSomebody));
  if (groups.length === 0) return;
  const codes = groups
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([code, waiting]) => `${visible(code)} (${waiting.length})`);
  print(stderr, [`What runs wait with at the moment: ${codes.join(', ')}.`]);
}
