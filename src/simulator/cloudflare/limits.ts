import { RateWindow } from '../shared/rate-window';
import type { CloudflareSettings } from './settings';

/** 1,200 calls in 5 minutes for all credentials of the account's one user, and then nothing for 5 minutes. */
export class CloudflareLimits {
  private window = new RateWindow();
  private blockedUntil = 0;
  private remaining = 0;
  private resetsAt = 0;

  constructor(private readonly settings: CloudflareSettings) {}

  clear(): void {
    this.window = new RateWindow();
    this.blockedUntil = 0;
    this.resetsAt = 0;
  }

  /** Counts a call; answers the seconds to wait where there were too many, else undefined. */
  refuses(now: number): number | undefined {
    const { rateLimited, limit, windowMs, blockMs } = this.settings;
    if (!rateLimited) return undefined;
    if (now >= this.blockedUntil) {
      const taken = this.window.take(now, limit, windowMs);
      this.remaining = taken.remaining;
      this.resetsAt = now + taken.resetsInMs;
      if (taken.allowed) return undefined;
      this.window = new RateWindow(); // after the block everything starts afresh
      this.blockedUntil = now + blockMs;
      this.resetsAt = this.blockedUntil;
    }
    return Math.ceil((this.blockedUntil - now) / 1000);
  }

  /** The headers that tell a client where it stands. */
  headers(): Record<string, string> {
    const { rateLimited, limit, windowMs } = this.settings;
    if (!rateLimited || this.resetsAt === 0) return {};
    const seconds = Math.max(0, Math.ceil((this.resetsAt - Date.now()) / 1000));
    return {
      ratelimit: `"default";r=${this.remaining};t=${seconds}`,
      'ratelimit-policy': `"default";q=${limit};w=${Math.ceil(windowMs / 1000)}`,
    };
  }
}
