export interface Taken {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Milliseconds until the window starts afresh. */
  readonly resetsInMs: number;
}

/** Counts calls in a window that opens with the first call after the last one closed. */
export class RateWindow {
  private opened = Number.NEGATIVE_INFINITY;
  private used = 0;

  take(now: number, limit: number, windowMs: number): Taken {
    if (now - this.opened >= windowMs) {
      this.opened = now;
      this.used = 0;
    }
    const allowed = this.used < limit;
    if (allowed) this.used += 1;
    return {
      allowed,
      remaining: Math.max(0, limit - this.used),
      resetsInMs: this.opened + windowMs - now,
    };
  }
}
