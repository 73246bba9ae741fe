import type { RunList } from '../client/run-list';
import type { HrEvent } from '../domain/hr/event';
import type { OffboardingStatus } from '../domain/status';

/** What the intake needs of an `OffboardingClient`. */
export interface IntakeClient {
  /** Temporal has the event once this resolves. A repeat does no harm. */
  hrEvent(event: HrEvent): Promise<void>;
  /** Where a run stands, by workflow id, employee id or e-mail. */
  status(id: string): Promise<OffboardingStatus>;
  /** What Temporal's lists tell of all runs. */
  readonly runs: Pick<RunList, 'find' | 'count'>;
  /** Resolves where Temporal answers for the namespace. */
  ping(): Promise<void>;
}
