import { namesFor } from '../../../src/encryption/names';
import type { Encryption } from '../../../src/encryption/payload-key';
import { leavers, TestBatch } from '../../support/batch';
import { hrOf } from '../hr-scene';
import type { Scenario } from '../scene';

/** Of all saved histories, and of nothing else; anybody may read them. */
export const SAVED_WITH: Encryption = {
  keys: [{ id: 'saved-histories', key: Buffer.alloc(32, 'replay') }],
  idSecret: Buffer.alloc(32, 'secret'),
};

/** Paths of an engine that encrypts what goes to Temporal. */
export const ENCRYPTED_SCENARIOS: Record<string, Scenario> = {
  async encryptedBlockedThenRetried(scene) {
    await scene.leaver().zoomFails({ call: 'updateStatus', fault: 'zoom.any.403' }).begin();
    await scene.reaches('blocked');
    await scene.decide('deactivateZoomUser', 'retry');
    await scene.ends('completed');
  },
  async encryptedInvalidInput(scene, engine) {
    await engine.begin({ email: 'nobody', unknown: true }, scene.name);
    await scene.closes('FAILED');
  },
  async encryptedHrByDigest(scene, engine) {
    const name = namesFor(SAVED_WITH)(scene.email);
    const hr = hrOf(engine, scene.leaver(), { name });
    await hr.says('terminate', 0);
    await hr.runIs('completed');
    await hr.says('cancel', 1_000);
    await hr.asks('hr.withdrawnAfterEnd');
    await hr.dismiss();
    return hr.workflowId;
  },
  async encryptedHrStartedByHand(scene, engine) {
    const hr = hrOf(engine, scene.leaver(), { name: scene.name });
    await hr.says('terminate', 0);
    await hr.runIs('completed', `offboarding-${namesFor(SAVED_WITH)(scene.email)}`);
    return hr.workflowId;
  },
  async encryptedBatch(scene, engine) {
    const batch = await TestBatch.start(engine, { window: 2 });
    await batch.add(leavers(engine, scene.name.toLowerCase(), 3));
    await batch.end();
    return batch.workflowId;
  },
};
