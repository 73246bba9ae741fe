import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { HR_EVENTS_WORKFLOW_TYPE, WORKFLOW_TYPE } from '../../../src/domain/contract';
import type { HrEventsReport } from '../../../src/domain/hr/status';
import type { OffboardingReport } from '../../../src/domain/report';
import type { Haystacks } from '../../secrets/find-secrets';
import { query } from '../../support/query';
import type { Scene } from '../scene';
import { inTurns } from './in-turns';
import { readHistories, readList } from './histories';
import type { HistoryFault, HrEvidence, ProgramEvidence, RunEvidence } from './evidence';

/** What Temporal and the programs say when all is over. */
export interface Gathered {
  runs: RunEvidence[];
  hr: HrEvidence[];
  historyFaults: HistoryFault[];
  cutOff: { workflowId: string; execution: string }[];
  programs: ProgramEvidence[];
  histories: Haystacks;
  haystacks: Haystacks;
}

/** Reads everything there is: twice what runs say of themselves, the second time from workers that saw nothing. */
export async function gather(scene: Scene, client: Client): Promise<Gathered> {
  const executions: WorkflowExecutionInfo[] = [];
  for await (const execution of client.workflow.list()) executions.push(execution);
  const metrics = await (await fetch(`${scene.intakeUrl}/metrics`)).text();
  const runs = ofType(executions, WORKFLOW_TYPE);
  const reports = await readReports<OffboardingReport>(client, runs);
  await scene.renewWorkers();
  const anew = await readReports<OffboardingReport>(client, runs);
  const employees = ofType(executions, HR_EVENTS_WORKFLOW_TYPE);
  const hrReports = await readReports<HrEventsReport>(client, employees);
  const histories = await readHistories(client, executions);
  const programs = [scene.intake, ...scene.workers].flatMap((place) =>
    place.programs.map(({ output }, index) => ({ name: `${place.name}-${index + 1}`, output })),
  );
  return {
    runs: [...runs].map(([key, all]) => evidenceOf(all, reports.get(key)!, anew.get(key)!)),
    hr: [...employees].map(([key, [first]]) => ({
      workflowId: first!.workflowId,
      report: hrReports.get(key)!,
    })),
    historyFaults: histories.faults,
    cutOff: executions
      .filter(({ status }) => /FAILED|TERMINATED|TIMED_OUT|CANCELLED/.test(status.name))
      .map(({ workflowId, status }) => ({ workflowId, execution: status.name })),
    programs,
    histories: { ...histories.haystacks, ...(await readList(client)) },
    haystacks: {
      'metrics of the intake': metrics,
      ...named('report of', reports),
      ...named('HR report of', hrReports),
      ...Object.fromEntries(programs.map(({ name, output }) => [`log of ${name}`, output])),
    },
  };
}

/** Executions by the workflow's id and the run id of its first history, the oldest first. */
type Chains = Map<string, WorkflowExecutionInfo[]>;

/** A history that was continued as new goes on in the next one of its id. */
function ofType(executions: readonly WorkflowExecutionInfo[], type: string): Chains {
  const chains: Chains = new Map();
  const goesOn = new Map<string, string>();
  const sorted = executions
    .filter((execution) => execution.type === type)
    .sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
  for (const execution of sorted) {
    const { workflowId, runId, status } = execution;
    const key = goesOn.get(workflowId) ?? `${workflowId} ${runId}`;
    chains.set(key, [...(chains.get(key) ?? []), execution]);
    if (status.name === 'CONTINUED_AS_NEW') goesOn.set(workflowId, key);
    else goesOn.delete(workflowId);
  }
  return chains;
}

function evidenceOf(
  chain: readonly WorkflowExecutionInfo[],
  report: OffboardingReport,
  reportAnew: OffboardingReport,
): RunEvidence {
  const [first, last] = [chain[0]!, chain.at(-1)!];
  return {
    workflowId: first.workflowId,
    runId: first.runId,
    execution: last.status.name,
    openedAt: first.startTime.getTime(),
    ...(last.closeTime && { closedAt: last.closeTime.getTime() }),
    report,
    reportAnew,
  };
}

async function readReports<R>(client: Client, chains: Chains): Promise<Map<string, R>> {
  const reports = new Map<string, R>();
  await inTurns([...chains], async ([key, chain]) => {
    const { workflowId, runId } = chain.at(-1)!;
    const handle = client.workflow.getHandle(workflowId, runId);
    reports.set(key, await query<R>(handle, 'report'));
  });
  return reports;
}

const named = (what: string, reports: ReadonlyMap<string, unknown>): Haystacks =>
  Object.fromEntries(
    [...reports].map(([key, report]) => [`${what} ${key}`, JSON.stringify(report)]),
  );
