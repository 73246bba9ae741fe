import type { OffboardingClient } from '../../client';
import type { WaitingGroup } from '../../client/waiting';
import { candidateOf } from './blocked-candidates';

/** So many runs of a group are asked; in a longer one somebody will take it. */
const ASKED = 10;
const DEMOTION = 'demoteAndRetry';

/**
 * Lists know codes, and one code stands for administrators and for an account's owner, whom nobody can demote: the
 * answer that takes a role away stays only where one of the runs offers it.
 */
export const withTakenAnswers = (
  client: OffboardingClient,
  groups: readonly WaitingGroup[],
): Promise<WaitingGroup[]> =>
  Promise.all(
    groups.map(async (group) => {
      const isOffered = (answer: string) => answer.includes(` ${DEMOTION} `);
      if (!group.answers.some(isOffered) || (await isTaken(client, group))) return group;
      return { ...group, answers: group.answers.filter((answer) => !isOffered(answer)) };
    }),
  );

async function isTaken(client: OffboardingClient, { runs, code }: WaitingGroup): Promise<boolean> {
  if (runs.length > ASKED) return true;
  const candidates = await Promise.all(
    runs.map((run) => candidateOf(client, run, code, DEMOTION).catch(() => undefined)),
  );
  // Who could not be asked may take it.
  return candidates.some(
    (candidate) => !candidate || candidate.steps.length > 0 || candidate.isUnasked,
  );
}
