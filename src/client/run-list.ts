import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import {
  DRY_RUN,
  EMAIL_MEMO,
  HR_EVENTS_WORKFLOW_TYPE,
  SEARCH_ATTRIBUTES,
  WOULD_BE_MEMO,
} from '../domain/contract';
import { DRY_RUN_SUFFIX } from '../domain/run-start';
import type { Calls } from './calls';
import type { KeyCheck } from './key-check';
import { LATELY, queuePollers } from './queues';
import { Searches } from './searches';
import { visibilityQuery, type CutOff, type ListedState, type RunFilter } from './visibility-query';

/** A run as Temporal's list tells of it: no worker is asked. */
export interface RunOverview {
  workflowId: string;
  runId: string;
  /** `hrEvents`: what HR tells of one employee, which may wait for a person too. */
  kind: 'run' | 'hrEvents';
  /** Absent: no worker has seen it yet, or HR's events that wait for nobody. */
  state?: ListedState;
  /** Of a dry run that has ended: what a real run would have come to, as far as could be told by reading. */
  wouldBe?: string;
  /** Codes with which it waits for a person; empty: for nobody. */
  blockedOn: string[];
  /** Absent where the starter put no memo: the Web UI cannot. */
  email?: string;
  employeeId?: string;
  source?: string;
  /** ISO 8601, UTC, as are the next three. */
  effectiveAt?: string;
  /** Absent: the leaver may still get in, or the run was contained before lists told of that. */
  containedAt?: string;
  /** When it was asked for. */
  openedAt: string;
  closedAt?: string;
}

const key = <Name extends keyof typeof SEARCH_ATTRIBUTES>(name: Name) =>
  defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]);
const STATE = key('OffboardingState');
const BLOCKED_ON = key('OffboardingBlockedOn');
const EMPLOYEE_ID = key('EmployeeId');
const SOURCE = key('OffboardingSource');
const EFFECTIVE_AT = key('OffboardingEffectiveAt');
const CONTAINED_AT = key('OffboardingContainedAt');

/** Ends that a run cannot write down itself. */
const CUT_OFF_BY_STATUS: Record<string, CutOff | 'cancelled'> = {
  FAILED: 'failed',
  TERMINATED: 'terminated',
  TIMED_OUT: 'timedOut',
  CANCELLED: 'cancelled',
};

const given = <K extends string, T>(name: K, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [P in K]?: T };

export function overviewOf(run: WorkflowExecutionInfo): RunOverview {
  const { workflowId, runId, type, status, memo, typedSearchAttributes: found } = run;
  const cutOff = CUT_OFF_BY_STATUS[status.name];
  const email = memo?.[EMAIL_MEMO];
  const wouldBe = memo?.[WOULD_BE_MEMO];
  const own = found.get(STATE) as ListedState | undefined;
  return {
    workflowId,
    runId,
    kind: type === HR_EVENTS_WORKFLOW_TYPE ? 'hrEvents' : 'run',
    ...given('state', own === DRY_RUN ? own : (cutOff ?? own)),
    ...given('wouldBe', typeof wouldBe === 'string' ? wouldBe : undefined),
    // What was cut off waits for nobody, although its last word said so.
    blockedOn: cutOff ? [] : (found.get(BLOCKED_ON) ?? []),
    ...given('email', typeof email === 'string' ? email : undefined),
    ...given('employeeId', found.get(EMPLOYEE_ID)),
    ...given('source', found.get(SOURCE)),
    ...given('effectiveAt', found.get(EFFECTIVE_AT)?.toISOString()),
    ...given('containedAt', found.get(CONTAINED_AT)?.toISOString()),
    openedAt: run.startTime.toISOString(),
    ...given('closedAt', run.closeTime?.toISOString()),
  };
}

/** HR's events that wait for nobody have no state; no more has a dry run that no worker has seen yet. */
function isListed(
  { kind, state, closedAt, workflowId }: RunOverview,
  { states = [] }: RunFilter,
): boolean {
  if (state === DRY_RUN) return states.includes(DRY_RUN);
  if (state !== undefined) return true;
  return kind === 'run' && closedAt === undefined && !workflowId.endsWith(DRY_RUN_SUFFIX);
}

/** Runs by what Temporal's lists know of them, a second or so behind the runs themselves. */
export class RunList {
  readonly #searches: Searches;

  constructor(
    private readonly client: Client,
    private readonly calls: Calls,
    private readonly keys: KeyCheck,
  ) {
    this.#searches = new Searches(client, calls);
  }

  /**
   * The runs, newest first; HR's events that wait for a person, or were cut off, among them. Dry runs are not,
   * unless the filter names their state.
   * @param limit at the most so many
   * @throws InvalidRequest naming the field of the filter; Undecryptable where none of the leavers could be named
   */
  async find(filter: RunFilter = {}, limit = Infinity): Promise<RunOverview[]> {
    const query = visibilityQuery(filter);
    const runs: RunOverview[] = [];
    if (limit < 1) return runs;
    await this.keys.passToRead();
    for await (const run of this.#searches.list(query, Math.min(limit, 1_000))) {
      const overview = overviewOf(run);
      if (isListed(overview, filter)) runs.push(overview);
      if (runs.length >= limit) break;
    }
    return runs;
  }

  /**
   * How many there are, without reading them. Give states, or ask for the unseen: else HR's events that wait for
   * nobody count too.
   * @throws InvalidRequest naming the field of the filter
   */
  async count(filter: RunFilter): Promise<number> {
    return this.#searches.count(visibilityQuery(filter));
  }

  /** Whether a worker has asked for runs' work of late; where none has, nothing moves, and nobody is told of it. */
  async isServed(): Promise<boolean> {
    const { connection, options } = this.client;
    const [runs] = await this.calls.ask(() => queuePollers(connection, options.namespace));
    return (runs?.lastSeen ?? Infinity) <= LATELY;
  }
}
