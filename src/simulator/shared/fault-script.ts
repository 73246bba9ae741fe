import type { FaultRow } from './fault-catalogue';
import { parseFault, type FaultPlan } from './fault-input';

/** A fault as it stands: what was asked for, and how far it has got. */
export interface ScriptedFault extends FaultPlan {
  readonly id: string;
  /** Matching calls let pass because of `skip`. */
  readonly passed: number;
  /** Calls hit. */
  readonly hits: number;
}

/** What the script holds for one call. */
export interface Due {
  /** Absent: the call is only slow. */
  readonly fault: ScriptedFault | undefined;
  readonly delayMs: number;
  readonly applied: boolean;
}

interface Entry extends FaultPlan {
  id: string;
  passed: number;
  hits: number;
}

/** The faults to come of one simulator, in the order they were added. */
export class FaultScript {
  private entries: Entry[] = [];
  private added = 0;

  constructor(
    private readonly calls: readonly string[],
    private readonly catalogue: Readonly<Record<string, FaultRow>>,
    private readonly emailOf: (key: string) => string,
  ) {}

  /** Throws `ControlError` for what cannot be followed. */
  add(input: unknown): ScriptedFault {
    const plan = parseFault(input, this.calls, this.catalogue);
    this.added += 1;
    const entry = { ...plan, id: String(this.added), passed: 0, hits: 0 };
    this.entries.push(entry);
    return entry;
  }

  list(): readonly ScriptedFault[] {
    return this.entries;
  }

  remove(id: string): boolean {
    const before = this.entries.length;
    this.entries = this.entries.filter((entry) => entry.id !== id);
    return this.entries.length < before;
  }

  clear(): void {
    this.entries = [];
  }

  /**
   * Takes what is due for a call: the first fault that matches and is not spent. Faults that are only
   * slowness add up on the way and do not hide those behind them.
   */
  take(call: string, users: readonly string[]): Due | undefined {
    if (this.entries.length === 0) return undefined;
    let delayMs = 0;
    let applied = false;
    for (const entry of this.entries) {
      if (!this.isDue(entry, call, users)) continue;
      entry.hits += 1;
      delayMs += entry.delayMs;
      applied ||= entry.applied;
      if (entry.fault !== undefined || entry.respond !== undefined) {
        return { fault: entry, delayMs, applied };
      }
    }
    return delayMs > 0 ? { fault: undefined, delayMs, applied } : undefined;
  }

  private isDue(entry: Entry, call: string, users: readonly string[]): boolean {
    if (entry.call !== '*' && entry.call !== call) return false;
    if (entry.user !== undefined && !users.includes(this.emailOf(entry.user))) return false;
    if (entry.times !== 'always' && entry.hits >= entry.times) return false;
    if (entry.passed < entry.skip) {
      entry.passed += 1;
      return false;
    }
    return true;
  }
}
