import type { ConnectionLike } from '@temporalio/client';
import type { Calls } from './calls';
import { checkCanary, leaveCanary, type Services, type Settings } from './canary';
import type { TemporalSettings } from './connection';
import { KeylessWorkers, OffboardingClientError, Undecryptable } from './errors';
import { checkWorkers } from './keyed-workers';
import { checkRuns } from './readable-runs';
import { shared } from './shared';
import { within } from './within';

/** What there was to tell by: a canary, and runs. */
interface Proofs {
  canary: 'sound' | 'absent' | 'unknown';
  runs: Awaited<ReturnType<typeof checkRuns>>;
}

/** Whether what others write in the namespace can be read here, and the other way round. @throws Undecryptable */
export async function checkKeys(services: Services, settings: Settings): Promise<Proofs> {
  const canary = await checkCanary(services, settings);
  return { canary, runs: await checkRuns(services, settings) };
}

/**
 * As a worker does when it starts: its keys must fit what it finds, and who comes later must fit its keys.
 * @returns why it left no canary of its newest key; undefined where there is one, or nothing is encrypted
 * @throws Undecryptable
 */
export async function settleKeys(
  services: Services,
  settings: Settings,
): Promise<string | undefined> {
  const { canary, runs } = await checkKeys(services, settings);
  const { encryption } = settings;
  if (!encryption) return undefined;
  if (canary === 'unknown') return 'the namespace cannot be described';
  if (canary === 'absent' && runs === 'unknown') return 'the runs could not be listed';
  return leaveCanary(services, settings, encryption);
}

/** Milliseconds that an answer holds. */
const HOLDS = 60_000;

/** The same for clients, asked now and then; where a canary says that all is well, runs are not looked at. */
export class KeyCheck {
  #soundUntil = 0;
  #fault: Undecryptable | undefined;
  readonly #askCanary: () => Promise<boolean>;
  readonly #askRuns: () => Promise<void>;

  /** @param patienceMs for the runs, which Temporal has to search; a late answer counts for the next call */
  constructor(
    connection: ConnectionLike,
    settings: TemporalSettings,
    calls: Calls,
    private readonly patienceMs: number,
  ) {
    this.#askCanary = shared(async () => {
      const isSound = (await calls.ask(() => checkCanary(connection, settings))) === 'sound';
      if (isSound) this.#hold();
      return isSound;
    });
    this.#askRuns = shared(async () => {
      try {
        const runs = await calls.ask(() => checkRuns(connection, settings));
        if (runs === 'unknown') return;
        if (runs !== 'sound')
          await calls.ask(() => checkWorkers(connection, settings, runs.inClear));
        this.#hold();
      } catch (error) {
        // What Temporal could not answer, the call that follows will say.
        if (error instanceof Undecryptable) this.#fault = error;
      }
    });
  }

  /** Asks ahead of the first call, which will say what went wrong. */
  start(): void {
    const ask = async () => (await this.#askCanary()) || this.#askRuns();
    ask().catch(() => undefined);
  }

  /** For what only reads: what is in clear can be read with keys too. @throws as `pass` */
  async passToRead(): Promise<void> {
    await this.pass().catch((error: unknown) => {
      if (!(error instanceof KeylessWorkers)) throw error;
    });
  }

  /** @throws Undecryptable, and TemporalUnavailable: the call that follows would go no better */
  async pass(): Promise<void> {
    if (Date.now() < this.#soundUntil) return;
    const isSound = await this.#askCanary().catch((error: unknown) => {
      if (error instanceof OffboardingClientError) throw error;
      return false;
    });
    if (isSound) return;
    const late = () => new Error('The search is slow.');
    await within(this.#askRuns(), this.patienceMs, late).catch(() => undefined);
    if (this.#fault) throw this.#fault;
  }

  #hold(): void {
    this.#soundUntil = Date.now() + HOLDS;
    this.#fault = undefined;
  }
}
