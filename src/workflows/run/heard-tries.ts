import type { StepName } from '../../domain/steps';

/** A try of which no word came, by its number, and the activity that it was one of. */
interface SilentTry {
  activity: string;
  attempt: number;
}

/**
 * Which tries of the activities under way the run has heard of. Temporal tells a run only how an activity ended: what
 * failed before tells so by a signal, and what was lost with its worker tells nothing.
 */
export class HeardTries {
  private readonly newest = new Map<StepName, Map<string, number>>();

  /** None of its tries has been heard of yet. */
  begin(step: StepName, activity: string): void {
    const activities = this.newest.get(step) ?? new Map<string, number>();
    this.newest.set(step, activities.set(activity, 0));
  }

  /**
   * A try is heard of: those before it that were not are lost.
   * @param activity absent in the signal of a worker from before signals named it
   */
  hear(step: StepName, attempt: number, activity?: string): SilentTry[] {
    const silent: SilentTry[] = [];
    for (const [name, newest] of this.newest.get(step) ?? []) {
      if (activity !== undefined && activity !== name) continue;
      for (let missing = newest + 1; missing < attempt; missing += 1)
        silent.push({ activity: name, attempt: missing });
      this.newest.get(step)?.set(name, Math.max(newest, attempt));
    }
    return silent;
  }
}
