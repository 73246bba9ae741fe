import type { RunState } from './status';

/** The signal by which a run tells its parent, a batch for example, into which state it came. */
export const OFFBOARDING_STATE = 'offboardingState';

/** The argument of `offboardingState`, sent at each change of the run's state but its end, which Temporal tells. */
export interface ChildState {
  /** The run that reports. */
  workflowId: string;
  state: RunState;
}
