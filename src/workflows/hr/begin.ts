import {
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { OFFBOARDING_STATE } from '../../domain/child-state';
import { HR_EVENT } from '../../domain/contract';
import { newHrRecord, type HrRecord } from '../../domain/hr/record';
import { hrStatusOf, type HrEventsReport, type HrEventsStatus } from '../../domain/hr/status';
import { parseMessage } from '../../domain/parsing';
import { Employee } from './employee';
import { refusal } from '../refusal';

/** Builds the state and sets all handlers, before anything waits. */
export function beginHrEvents(carried: unknown): Employee {
  const isContinued = workflowInfo().continuedFromExecutionRunId !== undefined;
  const employee = new Employee(isContinued ? (carried as HrRecord) : newHrRecord());
  const { record } = employee;
  setHandler(defineQuery<HrEventsStatus>('status'), () => hrStatusOf(record), {
    description: 'What HR wants, the run that does it, and what needs a person. No argument.',
  });
  const report = (): HrEventsReport => ({
    status: hrStatusOf(record),
    facts: record.facts,
    entries: record.entries,
  });
  setHandler(defineQuery<HrEventsReport>('report'), report, {
    description: 'The evidence: every event and what came of it. No argument.',
  });
  setHandler(defineSignal<[unknown]>(HR_EVENT), (event) => employee.take(event), {
    description: 'An event of an HR system, as the intake maps it; not for people.',
  });
  setHandler(defineSignal<[unknown]>(OFFBOARDING_STATE), (change) => employee.follow(change), {
    description: "The state of the leaver's run, sent by it; not for people.",
  });
  setHandler(
    defineUpdate<HrEventsStatus, [unknown]>('dismiss'),
    (said) => dismiss(employee, said),
    {
      description:
        'Answers all open questions: drops events that cannot be completed. {"by":"…","reason":"…"}',
      validator: (said) => void parsedOrder(said),
    },
  );
  return employee;
}

function parsedOrder(said: unknown) {
  const parsed = parseMessage('release', said);
  if ('problem' in parsed) throw refusal(parsed.problem, 'InvalidInput');
  return parsed.value;
}

function dismiss(employee: Employee, said: unknown): HrEventsStatus {
  employee.dismiss(parsedOrder(said));
  return hrStatusOf(employee.record);
}
