import { leavers, TestBatch } from '../../support/batch';
import type { Scenario } from '../scene';

const WHO = { by: 'operator', reason: 'scenario' };

/** A list of leavers through a window that one of them blocks, paused and resumed on its way. */
export const BATCH_SCENARIOS: Record<string, Scenario> = {
  async batchPausedAndResumed(scene, engine) {
    const rows = leavers(engine, scene.name.toLowerCase(), 5);
    engine.simulators.zoom.addUser({ email: rows[0]!.email, role_id: '1' });
    const batch = await TestBatch.start(engine, { window: 2 });
    await batch.update('pause', WHO);
    await batch.add(rows.slice(0, 3), { last: false });
    await batch.update('resume', WHO);
    await batch.add(rows.slice(3), { from: 3 });
    await batch.end();
    return batch.workflowId;
  },
};
