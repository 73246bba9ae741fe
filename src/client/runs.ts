import {
  WorkflowNotFoundError,
  type Client,
  type WorkflowExecutionDescription,
} from '@temporalio/client';
import { EMAIL_MEMO, WORKFLOW_TYPE } from '../domain/contract';
import { DRY_RUN_SUFFIX, workflowIdOf } from '../domain/run-start';
import type { NameInIds } from '../encryption/names';
import { NotFound } from './errors';

/** A run as Temporal describes it: enough to talk to it, and to know whether it still listens. */
export interface FoundRun {
  workflowId: string;
  runId: string;
  taskQueue: string;
  /** `RUNNING`, `COMPLETED`, `FAILED`, `CANCELLED`, `TERMINATED`, … */
  execution: WorkflowExecutionDescription['status']['name'];
  /** A newer one goes by the same workflow id. */
  isEarlier?: true;
}

export const isUnderWay = ({ execution }: FoundRun): boolean =>
  execution === 'RUNNING' || execution === 'PAUSED';

/** The newest workflow of this id, or the one that is named; undefined where there is none, or one of another kind. */
export async function describe(
  client: Client,
  workflowId: string,
  type = WORKFLOW_TYPE,
  named?: string,
): Promise<FoundRun | undefined> {
  try {
    const run = await client.workflow.getHandle(workflowId, named).describe();
    if (run.type !== type) return undefined;
    const { runId, taskQueue, status } = run;
    return { workflowId, runId, taskQueue, execution: status.name };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** Stores for searches disagree on how to escape these; what has them is found by its workflow id only. */
const UNQUOTABLE = /["\\]/;

/** A run started in the Web UI goes by any id; where it names the employee, the search attribute finds it. */
async function byEmployee(client: Client, employeeId: string): Promise<FoundRun | undefined> {
  if (UNQUOTABLE.test(employeeId)) return undefined;
  const quoted = `'${employeeId.replaceAll("'", "''")}'`;
  const query = `WorkflowType = "${WORKFLOW_TYPE}" AND EmployeeId = ${quoted}`;
  try {
    for await (const run of client.workflow.list({ query, pageSize: 1 }))
      return describe(client, run.workflowId);
  } catch {
    // A namespace without the search attribute, or without a store for searches: then it finds nothing.
  }
  return undefined;
}

/** Searched no further than this: it is read run by run, for e-mails are in memos alone. */
const MOST_SEARCHED = 20_000;

/** The newest run of a leaver that was started with an employee id, and so goes by that. */
async function byEmail(client: Client, email: string): Promise<FoundRun | undefined> {
  const query = `WorkflowType = "${WORKFLOW_TYPE}" AND ExecutionStatus != "ContinuedAsNew"`;
  let searched = 0;
  for await (const run of client.workflow.list({ query, pageSize: 1_000 })) {
    const isTheirs = run.memo?.[EMAIL_MEMO] === email && !run.workflowId.endsWith(DRY_RUN_SUFFIX);
    if (isTheirs) return describe(client, run.workflowId);
    searched += 1;
    if (searched === MOST_SEARCHED) return undefined;
  }
  return undefined;
}

/**
 * The run that goes by a workflow id, or the leaver's by e-mail or employee id. The newest, where an id
 * was used more than once.
 * @throws NotFound
 */
export async function findRun(client: Client, id: string, names: NameInIds): Promise<FoundRun> {
  const name = id.trim();
  const lowered = name.includes('@') ? name.toLowerCase() : name;
  // The last: one from before ids were made unreadable.
  const ids = [...new Set([name, workflowIdOf(names(lowered)), workflowIdOf(lowered)])];
  const all = ids.map((workflowId) => describe(client, workflowId));
  await Promise.allSettled(all); // none is left behind, to be tried again on a closed connection
  const [byId] = (await Promise.all(all)).filter((run) => run !== undefined);
  const search = name.includes('@') ? byEmail : byEmployee;
  const found = byId ?? (await search(client, lowered));
  if (found) return found;
  throw new NotFound(
    `No offboarding goes by "${name}": neither a workflow id, nor an employee id, nor an e-mail. ` +
      'npx offboard list shows all of them.',
  );
}
