import type { RunOverview } from '../../client/run-list';
import { isUnderWay } from './run-words';

export interface Change {
  run: RunOverview;
  /** It is listed no more: HR's events that were answered have no state. */
  isGone?: true;
}

export interface Look {
  /** Those under way, and those that ended since the first look. */
  runs: RunOverview[];
  /** Against the look before; of the first one: all of them. */
  changes: Change[];
  isFirst: boolean;
}

/** Ended runs that are kept on view, the newest: a watch may last for weeks. */
const KEPT = 1_000;

const signatureOf = (run: RunOverview): string =>
  [run.state, ...run.blockedOn, run.state === 'scheduled' ? run.effectiveAt : ''].join();

/** What a watch has seen of all runs. A run goes by its workflow id: one that continues as new is the same. */
export class SeenRuns {
  #before: Set<string> | undefined;
  #seen = new Map<string, RunOverview>();

  /** @param listed by Temporal, newest first: those under way, and at least those that ended since the last look */
  look(listed: readonly RunOverview[]): Look {
    const isFirst = this.#before === undefined;
    const before = (this.#before ??= new Set(
      listed.filter((run) => !isUnderWay(run)).map(({ runId }) => runId),
    ));
    const ended = [...this.#seen.values()].filter((run) => !isUnderWay(run)).slice(-KEPT);
    const next = new Map(ended.map((run) => [run.workflowId, run]));
    const newest = new Set<string>();
    for (const run of listed) {
      if (before.has(run.runId) || newest.has(run.workflowId)) continue;
      newest.add(run.workflowId);
      next.set(run.workflowId, run);
    }
    const changes = this.#changesTo(next);
    this.#seen = next;
    return { runs: [...next.values()], changes, isFirst };
  }

  #changesTo(next: ReadonlyMap<string, RunOverview>): Change[] {
    const changed = [...next.values()].flatMap((run): Change[] => {
      const known = this.#seen.get(run.workflowId);
      return known && signatureOf(known) === signatureOf(run) ? [] : [{ run }];
    });
    const gone = [...this.#seen.values()].flatMap((run): Change[] =>
      isUnderWay(run) && !next.has(run.workflowId) ? [{ run, isGone: true }] : [],
    );
    return [...changed, ...gone];
  }
}
