import { rateLimitIn } from './rate-limit-headers';

/** What Cloudflare documents: 1,200 calls in 5 minutes for one token or user, then none for 5 minutes. */
const CALLS = 1_200;
const LENGTH_MS = 300_000;

/**
 * What is kept for calls that never wait: a leaver costs a first revoke and three calls that can wait (the sweep, and
 * two for the look whether access is gone). So a window has room for the first revokes of all whom it sees to the end.
 */
const KEPT = 1 / 4;

/** Answers tell the window's end in whole seconds: two that differ by no more mean the same window. */
const SAME_END_MS = 1_500;

/** Says of a call that is under way what became of it. */
interface CountedCall {
  heard: (header: (name: string) => string | undefined) => void;
  /** To be called once, however the call ended. */
  ended: () => void;
}

/**
 * The budget of Cloudflare's window of calls, as the answers' `Ratelimit` headers tell it: then all workers, and
 * whatever else uses the token, agree. Where Cloudflare sends none, each client counts its own calls, and knows of no
 * other's.
 */
export class CallWindow {
  private size = CALLS;
  /** Cloudflare's word for the size; undefined until it sends a policy. */
  private quota: number | undefined;
  /** The most calls that Cloudflare ever left: the size to go by where no policy tells it. */
  private mostLeft = 0;
  private left = 0;
  /** Milliseconds since 1970; in the past where no window is open. */
  private endsAt = 0;
  private underWay = 0;
  /** Cloudflare has spoken of the open window; until then its figures are a guess. */
  private isTold = false;

  /** Where a call that can wait would eat into what is kept: until when (ISO 8601, UTC) it must, and the figures. */
  heldUntil(now: number): { at: string; why: string } | undefined {
    const left = Math.max(0, this.left - this.underWay);
    if (!this.isOpen(now) || left > this.size * KEPT) return undefined;
    const why = this.size > 0 ? `${left} of its ${this.size} calls are left.` : 'No call is left.';
    return { at: new Date(this.endsAt).toISOString(), why };
  }

  /** Counts a call that leaves now. */
  count(now: number): CountedCall {
    if (!this.isOpen(now)) {
      const size = this.quota ?? CALLS;
      this.open(size, size, now + LENGTH_MS);
      this.isTold = false;
    }
    this.underWay += 1;
    let isTold = false;
    return {
      heard: (header) => {
        isTold = this.hear(header, Date.now());
      },
      ended: () => {
        this.underWay -= 1;
        if (!isTold) this.left -= 1;
      },
    };
  }

  /** Answers overtake each other: of those about one window, the lowest figures are the newest. */
  private hear(header: (name: string) => string | undefined, now: number): boolean {
    const told = rateLimitIn(header('ratelimit'), header('ratelimit-policy'));
    if (told === undefined) return false;
    const { remaining } = told;
    this.quota = told.quota ?? this.quota;
    this.mostLeft = Math.max(this.mostLeft, remaining);
    // What is documented may be far from this account's limit. A client that starts late in a window keeps less, then.
    const size = this.quota ?? this.mostLeft;
    const endsAt = now + Math.min(told.seconds * 1_000, LENGTH_MS);
    const isAnother = !this.isTold || !this.isOpen(now) || endsAt - this.endsAt > SAME_END_MS;
    this.isTold = true;
    if (isAnother) this.open(size, remaining, endsAt);
    else this.open(size, Math.min(remaining, this.left), Math.min(endsAt, this.endsAt));
    return true;
  }

  /** A window that seems to end later than any could was opened before the clock was set back. */
  private isOpen(now: number): boolean {
    return now < this.endsAt && this.endsAt - now <= LENGTH_MS + SAME_END_MS;
  }

  private open(size: number, left: number, endsAt: number): void {
    this.size = size;
    this.left = left;
    this.endsAt = endsAt;
  }
}
