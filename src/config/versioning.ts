import { z } from 'zod';
import { check, type Checked } from './faults';

/** Which version of the engine a worker is, for Temporal's worker versioning. */
export interface WorkerVersion {
  deploymentName: string;
  buildId: string;
}

/** What Temporal takes in a deployment's name and a build id; "." joins the two in its own texts. */
const NAME = /^[\w-]{1,100}$/;
const BUILD_ID = /^[\w.-]{1,100}$/;

const schema = z
  .object({
    OFFBOARDING_DEPLOYMENT: z
      .string()
      .regex(NAME, 'must be letters, digits, - and _, 100 at the most')
      .default('offboarding'),
    OFFBOARDING_BUILD_ID: z
      .string()
      .regex(BUILD_ID, 'must be letters, digits, ., - and _, 100 at the most, such as 1.4.0')
      .optional(),
  })
  .transform(({ OFFBOARDING_DEPLOYMENT: deploymentName, OFFBOARDING_BUILD_ID: buildId }) =>
    buildId === undefined ? undefined : { deploymentName, buildId },
  );

/** Absent: workers have no version, and whichever is there takes every run. */
export const checkWorkerVersion = (
  env: Record<string, string>,
): Checked<WorkerVersion | undefined> => check(schema, env);
