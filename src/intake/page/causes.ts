import type { RunOverview } from '../../client/run-list';
import { byCode } from '../../client/waiting';
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

/** The largest group first. A run that waits for two reasons is in two groups. */
export function byCause(runs: readonly RunOverview[]): Cause[] {
  return byCode(runs)
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
