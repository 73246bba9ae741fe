import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import {
  EMAIL_MEMO,
  HR_EVENTS_PREFIX,
  HR_EVENTS_WORKFLOW_TYPE,
  TASK_QUEUE,
} from '../domain/contract';
import type { HrEvent } from '../domain/hr/event';
import { dismissalsIn, type Dismissal } from '../domain/evidence/dismissals';
import type { HrEventsReport, HrEventsStatus } from '../domain/hr/status';
import { newMessageSchemas } from '../domain/messages';
import { PRIORITY_KEYS, type OffboardingRequest } from '../domain/request';
import type { Need } from '../domain/status';
import type { NameInIds } from '../encryption/names';
import type { Calls } from './calls';
import { AlreadyEnded, InvalidRequest, NotFound, Refused } from './errors';
import type { RunList } from './run-list';
import { describe, type FoundRun } from './runs';
import { searchAttributesFor } from './start-options';

export const isHrEventsId = (id: string): boolean => id.trim().startsWith(HR_EVENTS_PREFIX);

/** Who the workflow id of HR's events is about. */
export const employeeIn = ({ employee: { id, email = '' } }: HrEvent): string => id ?? email;

/**
 * How the workflow of an employee's HR events is started with the first of them.
 * @param name what its id calls the employee
 */
export function hrEventsStartOptionsFor(
  event: HrEvent,
  name: string,
): Omit<WorkflowStartOptions, 'args'> {
  const { employee, source, kind } = event;
  return {
    workflowId: `${HR_EVENTS_PREFIX}${name}`,
    taskQueue: TASK_QUEUE,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    priority: { priorityKey: PRIORITY_KEYS[kind === 'revokeNow' ? 'immediate' : 'standard'] },
    typedSearchAttributes: searchAttributesFor({ employeeId: employee.id, source }),
    staticSummary: `HR events of ${employeeIn(event)}`,
    ...(employee.email === undefined ? {} : { memo: { [EMAIL_MEMO]: employee.email } }),
  };
}

/** Milliseconds that a worker is given. */
const TIMEOUT = 10_000;

const BLOCKED_ON = defineSearchAttributeKey('OffboardingBlockedOn', 'KEYWORD_LIST');
const DISMISS = newMessageSchemas().release;

/** What HR said of one employee, and what it asks. `id`: the workflow id, the employee id or the e-mail. */
export class HrEvents {
  constructor(
    private readonly client: Client,
    private readonly calls: Calls,
    private readonly runs: RunList,
    private readonly names: NameInIds,
  ) {}

  /** @throws NotFound, NoWorker */
  async status(id: string): Promise<HrEventsStatus & { workflowId: string }> {
    const found = await this.#find(id);
    return {
      workflowId: found.workflowId,
      ...(await this.#query<HrEventsStatus>(found, 'status')),
    };
  }

  /**
   * Answers all that HR's events of the employee ask; events that cannot be completed are dropped.
   * @returns what was open
   * @throws Refused where nothing was, AlreadyEnded, NotFound, NoWorker
   */
  async dismiss(
    id: string,
    dismiss: { by: string; reason: string },
  ): Promise<{ workflowId: string; dismissed: Need[] }> {
    const parsed = DISMISS.safeParse(dismiss);
    if (!parsed.success) throw InvalidRequest.from(parsed.error);
    const found = await this.#find(id);
    const { workflowId, execution } = found;
    if (execution !== 'RUNNING' && execution !== 'PAUSED')
      throw new AlreadyEnded(`${workflowId} has ended: it asks nobody any more.`);
    const { needs } = await this.#query<HrEventsStatus>(found, 'status');
    if (needs.length === 0) throw new Refused(`${workflowId} waits for nobody: nothing was sent.`);
    try {
      const update = await this.calls.askWorker(found, TIMEOUT, () =>
        this.#handle(found).startUpdate('dismiss', {
          args: [parsed.data],
          waitForStage: 'ACCEPTED',
        }),
      );
      await this.calls.askWorker(found, TIMEOUT, () => update.result());
      return { workflowId, dismissed: needs };
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError)
        throw new Refused(error.cause?.message ?? error.message);
      if (error instanceof WorkflowNotFoundError)
        throw new AlreadyEnded(`${workflowId} ended meanwhile.`);
      throw error;
    }
  }

  /** The codes with which HR's events of an employee wait for a person, and where. Needs no worker. */
  async waiting(employee: {
    employeeId?: string;
    email: string;
  }): Promise<{ workflowId: string; codes: string[] } | undefined> {
    const names = [employee.employeeId, employee.email].flatMap((name) => name ?? []);
    for (const workflowId of names.flatMap((name) => this.#idsOf(name))) {
      const codes = await this.calls.ask(() => this.#codesOf(workflowId));
      if (codes.length > 0) return { workflowId, codes };
    }
    return undefined;
  }

  /** What people dismissed, ever, of what HR's events of the employee asked. @throws NoWorker */
  async dismissals(
    employee: Pick<OffboardingRequest, 'employeeId' | 'email'>,
  ): Promise<Dismissal[]> {
    const names = [employee.employeeId, employee.email].flatMap((name) => name ?? []);
    const ids = new Set(names.flatMap((name) => this.#idsOf(name)));
    const found: Dismissal[] = [];
    for (const workflowId of ids) {
      const events = await this.calls.ask(() =>
        describe(this.client, workflowId, HR_EVENTS_WORKFLOW_TYPE),
      );
      if (!events) continue;
      const { entries } = await this.#query<HrEventsReport>(events, 'report');
      found.push(...dismissalsIn(entries, workflowId));
    }
    return found;
  }

  async #codesOf(workflowId: string): Promise<string[]> {
    try {
      const { status, typedSearchAttributes } = await this.client.workflow
        .getHandle(workflowId)
        .describe();
      return status.name === 'RUNNING' ? (typedSearchAttributes.get(BLOCKED_ON) ?? []) : [];
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return [];
      throw error;
    }
  }

  async #find(id: string): Promise<FoundRun> {
    const name = id.trim();
    const who = name.includes('@') ? name.toLowerCase() : name;
    const ids = isHrEventsId(name) ? [name] : [...this.#idsOf(who), ...(await this.#byEmail(who))];
    for (const workflowId of ids) {
      const found = await this.calls.ask(() =>
        describe(this.client, workflowId, HR_EVENTS_WORKFLOW_TYPE),
      );
      if (found) return found;
    }
    throw new NotFound(
      `HR told of nobody by "${name}". Give the employee id, or the workflow id as npx offboard blocked shows it: ${HR_EVENTS_PREFIX}…`,
    );
  }

  /** The last: one from before ids were made unreadable. */
  #idsOf(who: string): string[] {
    return [...new Set([this.names(who), who])].map((name) => `${HR_EVENTS_PREFIX}${name}`);
  }

  /** Where HR gave an employee id, the workflow goes by that; those that ask somebody are few. */
  async #byEmail(email: string): Promise<string[]> {
    if (!email.includes('@')) return [];
    const asking = await this.runs.find({ states: ['blocked'] });
    return asking
      .filter((run) => run.kind === 'hrEvents' && run.email === email)
      .map(({ workflowId }) => workflowId);
  }

  #query<T>(found: FoundRun, name: 'status' | 'report'): Promise<T> {
    return this.calls.askWorker(found, TIMEOUT, () => this.#handle(found).query<T>(name));
  }

  /** Without a run id, for it continues as new under the same workflow id. */
  #handle({ workflowId }: FoundRun) {
    return this.client.workflow.getHandle(workflowId);
  }
}
