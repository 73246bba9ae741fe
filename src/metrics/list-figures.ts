import type { MetricMeter } from '@temporalio/common';
import type { Logger } from 'pino';
import { boundedCode } from '../domain/causes';
import { LIST_FIGURES, type Figure } from '../domain/figures';
import { readLists, type Standings } from './read-lists';

/** Between two looks: what Temporal's lists say is a second or so old anyway. */
const LOOK_AGAIN_MS = 15_000;

/** Shows how everybody stands; what is zero is said too. */
export class ListFigures {
  /** Codes that somebody waited with at the last look. */
  private codes: string[] = [];
  /** Every code that was shown: that nobody waits with it any more is a figure as well. */
  private readonly shown = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly lists: Parameters<typeof readLists>[0],
    private readonly meter: MetricMeter,
    private readonly logger: Logger,
  ) {}

  /** Looks at once, and then again and again; a look that fails leaves the figures as they are. */
  start(): void {
    this.count(LIST_FIGURES.readFailures, 0);
    void this.look();
  }

  /** A look under way is let go. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    try {
      this.show(await readLists(this.lists, this.codes));
    } catch (error) {
      this.count(LIST_FIGURES.readFailures, 1);
      if (!this.isStopped) this.logger.warn({ error }, 'the figures about runs cannot be read');
    }
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.look(), LOOK_AGAIN_MS);
    // It keeps no process from its end.
    this.timer.unref();
  }

  private show({ runs, waiting, late, breakerTripped }: Standings): void {
    for (const [state, many] of Object.entries(runs)) this.set(LIST_FIGURES.runs, many, { state });
    this.codes = [...waiting].flatMap(([code, many]) => (many > 0 ? [code] : []));
    const sums = bounded(waiting);
    for (const code of sums.keys()) this.shown.add(code);
    for (const code of this.shown) this.set(LIST_FIGURES.waiting, sums.get(code) ?? 0, { code });
    this.set(LIST_FIGURES.late, late);
    this.set(LIST_FIGURES.breakerTripped, breakerTripped ? 1 : 0);
    this.set(LIST_FIGURES.readAt, Math.floor(Date.now() / 1_000));
  }

  private set({ name, help }: Figure, value: number, labels: Record<string, string> = {}) {
    this.meter.createGauge(name, 'int', undefined, help).set(value, labels);
  }

  private count({ name, help }: Figure, many: number): void {
    this.meter.createCounter(name, undefined, help).add(many);
  }
}

/** What the engine has no words for, in one. */
function bounded(counts: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [code, many] of counts) {
    const label = boundedCode(code);
    sums.set(label, (sums.get(label) ?? 0) + many);
  }
  return sums;
}
