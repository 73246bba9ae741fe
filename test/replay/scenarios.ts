import { BATCH_SCENARIOS } from './scenarios/batch';
import { HR_SCENARIOS } from './scenarios/hr';
import { NOTICE_SCENARIOS } from './scenarios/notices';
import { RUN_SCENARIOS } from './scenarios/runs';
import { STEP_SCENARIOS } from './scenarios/steps';
import type { Scenario } from './scene';

/** Every path of the process, by name; each leaves one workflow behind, whose history is saved under the name. */
export const SCENARIOS: Record<string, Scenario> = {
  ...STEP_SCENARIOS,
  ...RUN_SCENARIOS,
  ...HR_SCENARIOS,
  ...BATCH_SCENARIOS,
  ...NOTICE_SCENARIOS,
};
