import { BATCH_SCENARIOS } from './scenarios/batch';
import { ENCRYPTED_SCENARIOS } from './scenarios/encrypted';
import { HR_SCENARIOS } from './scenarios/hr';
import { NOTICE_SCENARIOS } from './scenarios/notices';
import { PATCH_SCENARIOS } from './scenarios/patches';
import { RUN_SCENARIOS } from './scenarios/runs';
import { STEP_SCENARIOS } from './scenarios/steps';
import type { Kind } from './histories';
import type { Scenario } from './scene';

/** Every path of the process, by name; each leaves one workflow behind, whose history is saved under the name. */
export const SCENARIOS: Record<Kind, Record<string, Scenario>> = {
  clear: {
    ...STEP_SCENARIOS,
    ...RUN_SCENARIOS,
    ...HR_SCENARIOS,
    ...BATCH_SCENARIOS,
    ...NOTICE_SCENARIOS,
    ...PATCH_SCENARIOS,
  },
  encrypted: ENCRYPTED_SCENARIOS,
};
