import { CancellationScope, getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow';
import { OFFBOARDING_STATE, type ChildState } from '../../domain/child-state';
import { isFinal, type RunState } from '../../domain/status';

/**
 * Tells whoever started the run, a batch or HR's events, into which state it came. Not of its end: Temporal tells that
 * a child has ended, and only then can another run begin under the id.
 */
export class ParentReports {
  private reported: RunState | undefined;
  private last: Promise<void> = Promise.resolve();

  /** One after the other: side by side they could arrive in another order. */
  report(state: RunState): void {
    const { parent, workflowId } = workflowInfo();
    if (!parent || state === this.reported || isFinal(state)) return;
    this.reported = state;
    // By id alone: the parent may have continued as new.
    const handle = getExternalWorkflowHandle(parent.workflowId);
    const change: ChildState = { workflowId, state };
    this.last = this.last.then(() =>
      CancellationScope.nonCancellable(() => handle.signal(OFFBOARDING_STATE, change)).catch(
        // A parent that has ended does not care any more.
        () => undefined,
      ),
    );
  }
}
