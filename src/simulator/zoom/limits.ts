import { RateWindow, type Taken } from '../shared/rate-window';
import type { ZoomSettings } from './settings';

type Label = 'Light' | 'Medium';

/** Calls a second, for the account as a whole. */
const PLANS = {
  pro: { Light: 30, Medium: 20 },
  business: { Light: 80, Medium: 60 },
} as const;

/** Zoom's rate limits by label. Heavy calls are not simulated, and with them no daily limit. */
export class ZoomLimits {
  private windows = { Light: new RateWindow(), Medium: new RateWindow() };
  private last: Partial<Record<Label, Taken>> = {};

  constructor(private readonly settings: ZoomSettings) {}

  clear(): void {
    this.windows = { Light: new RateWindow(), Medium: new RateWindow() };
    this.last = {};
  }

  private limit(label: Label): number {
    const { plan, lightPerSecond, mediumPerSecond } = this.settings;
    return (label === 'Light' ? lightPerSecond : mediumPerSecond) ?? PLANS[plan][label];
  }

  /** Counts a call; false where there were too many. */
  allows(label: Label, now: number): boolean {
    if (!this.settings.rateLimited) return true;
    const taken = this.windows[label].take(now, this.limit(label), this.settings.rateWindowMs);
    this.last[label] = taken;
    return taken.allowed;
  }

  /** The headers that tell a client where it stands. */
  headers(label: Label): Record<string, string> {
    const limit = this.limit(label);
    return {
      'x-ratelimit-category': label,
      ...(this.settings.rateLimited && {
        'x-ratelimit-type': 'QPS',
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(this.last[label]?.remaining ?? limit),
      }),
    };
  }
}
