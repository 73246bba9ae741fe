import { HR_EVENT, HR_EVENTS_WORKFLOW_TYPE, TASK_QUEUE } from '../../src/domain/contract';
import type { HrEvent } from '../../src/domain/hr/event';
import type { HrEventsStatus } from '../../src/domain/hr/status';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { hrEvent, occurred } from '../support/hr-event';
import type { Scene } from './scene';

const WHO = { by: 'operator', reason: 'scenario' };

interface Names {
  /** Absent: HR knows the employee by the e-mail. */
  id?: string;
  /** What workflow ids call the employee; absent: as HR does. */
  name?: string;
}

/** HR and one of its employees, by the scene's name; BambooHR knows it by a number. */
export function hrOf(engine: Engine, { email }: Scene, { id, name = id ?? email }: Names = {}) {
  const employee = id === undefined ? { email } : { id };
  const workflowId = `hr-events-${name}`;
  const run = `offboarding-${name}`;
  return {
    workflowId,
    run,
    async says(kind: HrEvent['kind'], ms: number, about: Partial<HrEvent> = {}): Promise<void> {
      const event = hrEvent({ kind, employee, ...occurred(ms), ...about });
      await engine.temporal.workflow.signalWithStart(HR_EVENTS_WORKFLOW_TYPE, {
        ...{ workflowId, taskQueue: TASK_QUEUE, signal: HR_EVENT, signalArgs: [event] },
      });
    },
    runIs: (state: string, workflow = run) =>
      eventually(
        () => engine.status(workflow),
        (status) => status.state === state,
      ),
    asks: (code: string) =>
      eventually(
        () => engine.temporal.workflow.getHandle(workflowId).query<HrEventsStatus>('status'),
        ({ needs }) => needs.some((need) => need.code === code),
      ),
    dismiss: () =>
      engine.temporal.workflow.getHandle(workflowId).executeUpdate('dismiss', { args: [WHO] }),
  };
}

/** One whom BambooHR knows by this number, and says to have left; its first answer is a refusal. */
export function leftAtBambooHr(engine: Engine, scene: Scene, id: string) {
  const { hr: system } = engine.simulators;
  const hr = hrOf(engine, scene.leaver(), { id });
  system.addUser({ source: 'bamboohr', id, email: scene.email, terminationDate: '2026-01-31' });
  system.addFault({ fault: 'bamboohr.employee.401', user: id, times: 1 });
  return {
    ...hr,
    saysItChanged: () => hr.says('updated', 0, { source: 'bamboohr', readBack: true }),
  };
}
