import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  metricMeter,
  patched,
  workflowInfo,
} from '@temporalio/workflow';
import {
  BREAKER_VERDICT,
  countTermination,
  type BreakerRecord,
  type CountTermination,
  type Verdict,
} from '../../domain/breaker';
import { RUN_FIGURES } from '../../domain/figures';
import { boundedSource } from '../../domain/hr/sources';
import { parseCountTermination } from '../../domain/parsing';
import { Outbox } from '../notices/outbox';
import { now } from '../run/clock';

const RELEASE =
  'Look at the HR system; then npx offboard release --source <source>, or --all, lets them go, and npx offboard rescind takes one back.';

/** Verdicts on their way at the same time: Temporal takes 2,000. */
const AT_ONCE = 100;

/** It never ends: a history that went on for years would need the payload keys of years ago. */
const LONGEST_RUN_MS = 7 * 86_400_000;

/** The breaker under way: what it has counted, and who waits for its verdict. */
export class Breaker {
  private asking: CountTermination[] = [];
  /** Keys of those whose verdict has left and is not there yet. */
  private readonly onTheirWay = new Set<string>();
  private readonly outbox = new Outbox();
  private readonly trips = metricMeter.createCounter(
    RUN_FIGURES.breakerTrips.name,
    undefined,
    RUN_FIGURES.breakerTrips.help,
  );

  constructor(readonly record: BreakerRecord) {}

  /** Anybody can send a signal: what is no question of ours counts for nothing. */
  ask(argument: unknown): void {
    const parsed = parseCountTermination(argument);
    if ('value' in parsed) this.asking.push(parsed.value);
  }

  async somebodyAsks(): Promise<void> {
    await condition(() => this.asking.length > 0 || (this.isHistoryLong && this.isAnswered));
    if (this.asking.length > 0) return;
    await this.outbox.empty();
    if (this.asking.length === 0) await continueAsNew(this.record);
  }

  /** Each verdict leaves by itself: one that is slow to arrive, where the server is overloaded, holds up no other. */
  async answerAll(): Promise<void> {
    if (!patched('verdicts-apart')) return this.answerInTurns();
    while (this.asking.length > 0) {
      await condition(() => this.onTheirWay.size < AT_ONCE);
      const next = this.asking.shift();
      // Whoever asks again before the verdict is there gets that one.
      if (!next || this.onTheirWay.has(next.key)) continue;
      this.onTheirWay.add(next.key);
      void this.answer(next).finally(() => this.onTheirWay.delete(next.key));
    }
  }

  private async answerInTurns(): Promise<void> {
    for (let some = this.next(); some.length > 0; some = this.next()) {
      await Promise.all(some.map((termination) => this.answer(termination)));
    }
  }

  private next(): CountTermination[] {
    return this.asking.splice(0, AT_ONCE);
  }

  private get isAnswered(): boolean {
    return this.onTheirWay.size === 0;
  }

  private async answer(termination: CountTermination): Promise<void> {
    const verdict = this.verdictOn(termination);
    try {
      await getExternalWorkflowHandle(termination.workflowId).signal(BREAKER_VERDICT, verdict);
    } catch {
      // It has ended meanwhile: taken back, or cancelled.
    }
  }

  private verdictOn(termination: CountTermination): Verdict {
    const { source, breaker } = termination;
    const { held, trips, within, limit } = countTermination(this.record, termination, Date.now());
    const message = `Held by the breaker: ${within} automatic terminations within ${breaker.window}, the policy lets ${limit} through. ${RELEASE}`;
    if (trips) {
      this.trips.add(1, { source: boundedSource(source) });
      this.tell(source);
      log.error(`The breaker has tripped at source ${source}. ${message}`, {
        source,
        within,
        limit,
      });
    }
    return held ? { held, message } : { held };
  }

  private tell(source: string): void {
    if (!patched('notices')) return;
    const { runId } = workflowInfo();
    this.outbox.put({ kind: 'breakerTripped', at: now(), runId, source });
  }

  private get isHistoryLong(): boolean {
    const { continueAsNewSuggested, runStartTime } = workflowInfo();
    const isOld = Date.now() - runStartTime.getTime() > LONGEST_RUN_MS;
    const isLong = continueAsNewSuggested || (isOld && patched('follows-keys'));
    return isLong && allHandlersFinished();
  }
}
