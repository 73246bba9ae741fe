import type { RunOverview } from '../../client/run-list';
import { answersTo } from '../../domain/answers';
import { causeOf } from '../../domain/causes';
import { idOf } from './name';

/** Those that wait for a person for the same reason. */
export interface Cause {
  code: string;
  words: string;
  runs: RunOverview[];
  /** Commands that answer it; empty where nothing need be sent. */
  answers: string[];
}

/** The code of what waits and does not say for what. */
const UNKNOWN = 'unknown';

/** The largest group first. A run that waits for two reasons is in two groups. */
export function byCause(runs: readonly RunOverview[]): Cause[] {
  const groups = new Map<string, RunOverview[]>();
  for (const run of runs)
    for (const code of run.blockedOn.length > 0 ? run.blockedOn : [UNKNOWN])
      groups.set(code, [...(groups.get(code) ?? []), run]);
  return [...groups]
    .map(([code, group]) => ({
      code,
      words: causeOf(code),
      runs: group,
      answers: answersTo(
        code,
        group.map((run) => ({ ...run, id: idOf(run) })),
      ),
    }))
    .toSorted((one, other) => other.runs.length - one.runs.length);
}
