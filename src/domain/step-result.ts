import type { CallFailure } from './call-failure';
import type { Containment } from './error-policy/reaction';
import type { ProviderExchange } from './provider';
import type { Policy } from './policy';
import type { Decision } from './status';
import type { StepName } from './steps';

/** What every provider activity is given: whose access, for which step, and the policy that steers the tries. */
export interface StepInput {
  step: StepName;
  email: string;
  /** Id or e-mail of the Zoom account. */
  zoomUser: string;
  policy: Pick<
    Policy,
    'retry' | 'passwordLimitDelay' | 'maximumSecretAttempts' | 'revokeDevices' | 'warpReauth'
  >;
  /** May wait for the provider's next window of calls, so that first revokes find room in this one. */
  givesWay?: true;
}

/** A step that ended well. */
export interface StepResult<T = undefined> {
  outcome: 'done' | 'notApplicable';
  /** Which try brought it: 1 for the first. */
  attempt: number;
  /** The provider's code behind `notApplicable`: `zoom.404.1001`. */
  code?: string;
  message?: string;
  exchanges: ProviderExchange[];
  value?: T;
}

/** A try that failed: the details of the activity's failure, and what the record keeps of it. */
export interface StepFailure extends CallFailure {
  /** The call may have taken effect although it failed. */
  mayHaveHappened: boolean;
  decisions: Decision[];
  containment?: Containment;
}

/** Sent by an activity to its run before a retry, so that a person sees what it waits for. */
export interface StepRetrying extends StepFailure {
  step: StepName;
  /** Which of the step's activities; absent from workers of before there was a need to know. */
  activity?: string;
}

/** The signal that carries `StepRetrying`. */
export const STEP_RETRYING = 'stepRetrying';

/** Anybody can send a signal: what does not look like one of ours, about a step that is there, counts for nothing. */
export function isStepRetrying(
  value: unknown,
  steps: readonly { step: StepName }[],
): value is StepRetrying {
  if (typeof value !== 'object' || value === null) return false;
  const { step, attempt, at, code, message, nextAttemptAt, exchanges } =
    value as Partial<StepRetrying>;
  const texts: unknown[] = [at, code, message, nextAttemptAt ?? ''];
  return (
    steps.some((known) => known.step === step) &&
    typeof attempt === 'number' &&
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(exchanges)
  );
}

/** What a reversal restores, as read before anything was changed. */
export interface ZoomSnapshot {
  id: string;
  name?: string;
  status: string;
  type: number;
  roleId?: string;
  loginTypes: number[];
}

/** Whether access is gone, as seen at one provider. */
export interface AccessCheck {
  removed: boolean;
  /** Whether the provider knows the leaver at all; absent where that could not be looked up. */
  known?: boolean;
  code?: string;
  message: string;
}
