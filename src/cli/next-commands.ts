import type { OffboardingStatus } from '../domain/status';

const PLAIN = /^[\w@%+=:,./-]+$/;
/** A word as a shell takes it. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const command = (...words: string[]): string => `npx offboard ${words.join(' ')} --reason "…"`;

/** The commands that answer what a run needs, with the first of the decisions, ready to be copied. */
export function nextCommands({ state, needs }: OffboardingStatus, id: string): string[] {
  const word = shellWord(id);
  const decisions = needs.flatMap(({ step, decisions: [first] }) =>
    step && first ? [command('decide', word, step, first)] : [],
  );
  return state === 'held' ? [command('release', word), command('rescind', word)] : decisions;
}
