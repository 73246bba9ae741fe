import { shellWord } from '../../domain/shell-word';
import type { OffboardingStatus } from '../../domain/status';

export { shellWord };

const command = (...words: string[]): string => `npx offboard ${words.join(' ')} --reason "…"`;

/** The commands that answer what a run needs, with the decisions that mend something, ready to be copied. */
export function nextCommands({ state, needs }: OffboardingStatus, id: string): string[] {
  const word = shellWord(id);
  const decisions = needs.flatMap(({ step, decisions: offered }) =>
    offered
      .filter((decision, at) => step && (at === 0 || decision === 'demoteAndRetry'))
      .map((decision) => command('decide', word, step ?? '', decision)),
  );
  const aboutTheRun = [command('release', word), command('rescind', word)];
  // Mended, it goes on by itself, and takes no release.
  if (needs.some(({ code }) => code === 'policy.unreadable')) return [];
  if (state === 'held') return aboutTheRun;
  // The usual cause is a wrong e-mail, which no other try mends.
  if (needs.some(({ code }) => code === 'employee.notFoundAnywhere'))
    return [command('rescind', word), ...decisions];
  const isWithdrawn = needs.some(({ code }) => code === 'hr.withdrawn');
  return isWithdrawn ? [...aboutTheRun, ...decisions] : decisions;
}
