import type { Command } from 'commander';
import type { Invocation } from '../invocation';

export interface Said {
  by?: string;
  reason: string;
  json: boolean;
}
export const said = ({ by, reason, json }: Said) => ({
  ...(by !== undefined && { by }),
  reason,
  json,
});

/** Options that mean whatever the breaker holds, and no single run. */
export interface Held {
  all?: boolean;
  held?: boolean;
  source?: string;
  yes?: boolean;
}

/** `release` and `rescind`: one run by its id, or whatever the breaker holds. Never both, and never neither. */
export function answerOf(
  command: Command,
  answer: 'release' | 'rescind',
  id: string | undefined,
  options: Said & Held,
): Invocation {
  const { all, held, source, yes = false } = options;
  const everything = answer === 'release' ? '--all' : '--held';
  const isMany = all === true || held === true || source !== undefined;
  if (id !== undefined && isMany)
    command.error(`error: give an <id>, or ${everything} or --source <name>, not both`);
  if (id !== undefined) return { command: answer, id, ...said(options) };
  if (!isMany)
    command.error(
      `error: missing the <id>; or say ${everything}, or --source <name>, for what the breaker holds`,
    );
  return {
    command: 'answer-held',
    answer,
    ...(source === undefined ? {} : { source }),
    yes,
    ...said(options),
  };
}
