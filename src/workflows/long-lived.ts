import { setWorkflowOptions, workflowInfo } from '@temporalio/workflow';

/**
 * For a workflow that outlives every version of the engine: under worker versioning it moves on with them. Without it
 * Temporal takes no behaviour at all.
 */
export function outlivesVersions(workflow: (...args: never[]) => Promise<unknown>): void {
  setWorkflowOptions(
    () =>
      // A worker without a version has one all the same, of no deployment.
      workflowInfo().currentDeploymentVersion?.deploymentName
        ? { versioningBehavior: 'AUTO_UPGRADE' }
        : {},
    workflow as (...args: unknown[]) => Promise<unknown>,
  );
}
