import { BREAKER_WORKFLOW_ID, BREAKER_WORKFLOW_TYPE } from '../../../src/domain/breaker';
import { hrOf, leftAtBambooHr } from '../hr-scene';
import { DAY, inMs, type Scenario } from '../scene';

const WHO = { by: 'operator', reason: 'scenario' };

const at = (when: string) => ({ effective: { when } });

/** HR's events, the runs that they start, and the breaker; each answers the id of the workflow whose history it is. */
export const HR_SCENARIOS: Record<string, Scenario> = {
  async hrTakenBackAfterEnd(scene, engine) {
    const hr = hrOf(engine, scene.leaver());
    await hr.says('terminate', 0);
    await hr.runIs('completed');
    await hr.says('cancel', 1_000);
    await hr.asks('hr.withdrawnAfterEnd');
    await hr.dismiss();
    return hr.workflowId;
  },
  async hrMovedCancelledRecordedAnew(scene, engine) {
    const hr = hrOf(engine, scene.leaver());
    await hr.says('terminate', 0, at(inMs(9 * DAY)));
    await hr.runIs('scheduled');
    await hr.says('change', 1_000, { effective: { when: '2126-07-31', timeZone: 'Asia/Tokyo' } });
    await hr.says('cancel', 2_000);
    await hr.runIs('rescinded');
    await hr.says('revokeNow', 3_000);
    await hr.runIs('completed');
    return hr.workflowId;
  },
  async hrThinEvent(scene, engine) {
    const hr = leftAtBambooHr(engine, scene, '90001');
    await hr.saysItChanged();
    await hr.asks('bamboohr.401');
    await hr.runIs('completed');
    return hr.workflowId;
  },
  async hrWithoutEmailDismissed(scene, engine) {
    const hr = hrOf(engine, scene, { id: scene.name });
    await hr.says('terminate', 0, at(inMs(9 * DAY)));
    await hr.asks('employee.noEmail');
    await hr.dismiss();
    return hr.workflowId;
  },
  async hrJoinsManualRun(scene, engine) {
    const hr = hrOf(engine, scene.leaver());
    await engine.begin({ email: scene.email, effectiveAt: inMs(9 * DAY) }, hr.run);
    await hr.says('terminate', 1_000, at(inMs(1_500)));
    await hr.runIs('completed');
    return hr.workflowId;
  },
  async automaticRunWithdrawn(scene, engine) {
    await scene.policy({ sweepDelay: '2s' });
    const hr = hrOf(engine, scene.leaver());
    await hr.says('terminate', 0);
    await hr.runIs('contained');
    await hr.says('cancel', 1_000);
    await hr.runIs('blocked');
    await engine.update(hr.run, 'release', WHO);
    await hr.runIs('completed');
    return hr.run;
  },
  async automaticRunHeld(scene, engine) {
    await scene.policy({ breaker: { count: 1, window: '1h' } });
    const hr = hrOf(engine, scene.leaver());
    await hr.says('terminate', 0);
    await hr.runIs('held');
    await engine.update(hr.run, 'release', WHO);
    await hr.runIs('completed');
    return hr.run;
  },
  async automaticRunWithoutVerdict(scene, engine) {
    await scene.policy({ breakerPatience: '1s' });
    const { workflow } = engine.temporal;
    await workflow
      .getHandle(BREAKER_WORKFLOW_ID)
      .terminate('scenario')
      .catch(() => undefined);
    const taskQueue = 'nobody-works-here';
    const silent = { workflowId: BREAKER_WORKFLOW_ID, taskQueue };
    const breaker = await workflow.start(BREAKER_WORKFLOW_TYPE, silent);
    const hr = hrOf(engine, scene.leaver());
    await hr.says('terminate', 0);
    await hr.runIs('held');
    await engine.update(hr.run, 'release', WHO);
    await hr.runIs('completed');
    await breaker.terminate('scenario');
    return hr.run;
  },
  async breakerTripped(scene, engine) {
    await scene.policy({ breaker: { count: 1, window: '1h' } });
    const hr = hrOf(engine, scene.leaver());
    await hr.says('terminate', 0);
    await hr.runIs('held');
    await engine.temporal.workflow.getHandle(BREAKER_WORKFLOW_ID).executeUpdate('reset');
    return BREAKER_WORKFLOW_ID;
  },
};
