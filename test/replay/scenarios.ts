import { RUN_SCENARIOS } from './scenarios/runs';
import { STEP_SCENARIOS } from './scenarios/steps';
import type { Scenario } from './scene';

/** Every path of the process, by name; each leaves one run behind, under its name as workflow id. */
export const SCENARIOS: Record<string, Scenario> = { ...STEP_SCENARIOS, ...RUN_SCENARIOS };
