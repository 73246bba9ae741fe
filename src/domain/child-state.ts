import type { RunState } from './status';

/** The signal by which a run tells its parent, a batch for example, into which state it came. */
export const OFFBOARDING_STATE = 'offboardingState';

/** The argument of `offboardingState`, sent at every change of the run's state. */
export interface ChildState {
  /** The run that reports. */
  workflowId: string;
  state: RunState;
}
