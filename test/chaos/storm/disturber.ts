import { setTimeout as wait } from 'node:timers/promises';
import type { Met } from '../parts/line';
import type { Disturbance, ProviderName } from '../plan/disturbances';
import type { Leaver } from '../plan/leavers';
import type { Scene } from '../scene';

type Say = (line: string) => void;

/** What became of one kind of disturbance. */
export interface Tally {
  planned: number;
  /** Those that ended a program or a connection, or that some call ran into. */
  met: number;
}

/** How much longer than planned a disturbance lasts where nobody has run into it yet. */
const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 20;

/** Does what the plan says, says so, and takes it back when its time is over. */
export class Disturber {
  /** By kind. */
  readonly tallies: Record<string, Tally> = {};
  /** By target, the end of the last one that it has to bear. */
  readonly #turns = new Map<unknown, Promise<void>>();

  constructor(
    private readonly scene: Scene,
    private readonly leavers: readonly Leaver[],
    private readonly say: Say,
  ) {}

  /** Resolves when the last one is over. */
  async play(disturbances: readonly Disturbance[], stormMs: number): Promise<void> {
    const begun = Date.now();
    for (const { kind } of disturbances) this.#tally(kind).planned += 1;
    await Promise.all(
      disturbances.map(async (disturbance) => {
        await wait(Math.max(0, begun + disturbance.at * stormMs - Date.now()));
        await this.#inTurn(this.#targetOf(disturbance), () => this.#play(disturbance));
      }),
    );
  }

  /** What is down already can be brought down no further: the next one waits until it is up. */
  #inTurn(target: unknown, play: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(target) ?? Promise.resolve()).then(play);
    this.#turns.set(target, turn);
    return turn;
  }

  async #play(disturbance: Disturbance): Promise<void> {
    const { at: _at, kind, durationMs, ...details } = disturbance;
    const words = Object.entries(details).map(([name, value]) => `${name} ${String(value)}`);
    this.say(`${kind} for ${(durationMs / 1_000).toFixed(1)} s: ${words.join(', ') || 'all'}`);
    if (await this.#do(disturbance)) this.#tally(kind).met += 1;
    else this.say(`${kind} met nothing`);
  }

  #tally(kind: string): Tally {
    return (this.tallies[kind] ??= { planned: 0, met: 0 });
  }

  /** @returns whether it met anything */
  async #do(disturbance: Disturbance): Promise<boolean> {
    const { temporal, lines, intake, simulators } = this.scene;
    const { durationMs } = disturbance;
    const { zoom } = simulators;
    switch (disturbance.kind) {
      case 'killWorker':
      case 'drainWorker': {
        const worker = this.#worker(disturbance.worker);
        const { kind } = disturbance;
        const met = await (kind === 'killWorker' ? worker.kill() : worker.drain());
        await wait(durationMs / 2);
        await worker.up();
        return met;
      }
      case 'killIntake': {
        const met = await intake.kill();
        await wait(durationMs / 2);
        await intake.up();
        return met;
      }
      case 'stopTemporal': {
        const met = await temporal.down(disturbance.how);
        await wait(durationMs);
        await temporal.up();
        return met;
      }
      case 'cutLine':
      case 'stallLine': {
        const line = lines[disturbance.line];
        const met = disturbance.kind === 'cutLine' ? line.cut() : line.stall();
        await untilMet(durationMs, met);
        line.restore();
        return met.hits > 0;
      }
      case 'breakAnswers': {
        const { provider, times, share, how } = disturbance;
        const met = lines[provider].breakAnswers(times, share, how);
        await untilMet(durationMs, met);
        lines[provider].mendAnswers();
        return met.hits > 0;
      }
      case 'failAll': {
        const { kind: _kind, at: _at, durationMs: _duration, provider, ...fault } = disturbance;
        return this.#during(durationMs, provider, { call: '*', times: 'always', ...fault });
      }
      case 'failAfterwards': {
        const { kind: _kind, at: _at, durationMs: _duration, provider, ...fault } = disturbance;
        return this.#during(durationMs, provider, { call: '*', applied: true, ...fault });
      }
      case 'hang': {
        const { provider, times } = disturbance;
        const fault = `${provider}.any.hang`;
        return this.#during(durationMs, provider, { call: '*', times, fault });
      }
      case 'slow': {
        const { provider, delayMs } = disturbance;
        return this.#during(durationMs, provider, { call: '*', times: 'always', delayMs });
      }
      case 'slowToken': {
        zoom.revokeAccessTokens();
        const { delayMs } = disturbance;
        return this.#during(durationMs, 'zoom', { call: 'issueToken', times: 'always', delayMs });
      }
      case 'failToken': {
        zoom.revokeAccessTokens();
        const { times } = disturbance;
        const fault = 'zoom.any.503';
        return this.#during(durationMs, 'zoom', { call: 'issueToken', times, fault });
      }
      case 'revokeTokens':
        zoom.revokeAccessTokens();
        return true;
      case 'signInAgain':
        return this.#signInAgain();
    }
  }

  /** Sets a fault, and removes it after this time, whatever is left of it. @returns whether a call met it */
  async #during(ms: number, provider: ProviderName, plan: object): Promise<boolean> {
    const fault = this.scene.simulators[provider].addFault(plan);
    await untilMet(ms, fault);
    const { url } = this.scene.simulators[provider];
    await fetch(`${url}/_control/faults/${fault.id}`, { method: 'DELETE' });
    return fault.hits > 0;
  }

  /** Whoever Zoom still lets in may sign in again at both, just before the door closes. */
  #signInAgain(): boolean {
    const { zoom, cloudflare } = this.scene.simulators;
    const active = this.leavers.filter(({ email }) => zoom.user(email)?.status === 'active');
    for (const { email } of active) {
      zoom.signIn(email);
      if (cloudflare.user(email)) cloudflare.signIn(email);
    }
    return active.length > 0;
  }

  #worker(number: number) {
    const { workers } = this.scene;
    const worker = workers[number % workers.length];
    if (!worker) throw new Error('There is no worker.');
    return worker;
  }

  /** What can only be disturbed by one thing at a time. */
  #targetOf(disturbance: Disturbance): unknown {
    switch (disturbance.kind) {
      case 'killWorker':
      case 'drainWorker':
        return this.#worker(disturbance.worker);
      case 'killIntake':
      case 'stopTemporal':
        return disturbance.kind;
      case 'cutLine':
      case 'stallLine':
        return this.scene.lines[disturbance.line];
      case 'breakAnswers':
        return `answers of ${disturbance.provider}`;
      default:
        return disturbance;
    }
  }
}

/** For its time; and longer, where nothing has run into it, as while Temporal is away. */
async function untilMet(ms: number, met: Met): Promise<void> {
  await wait(ms);
  const end = Date.now() + PATIENCE_MS;
  while (met.hits === 0 && Date.now() < end) await wait(LOOK_EVERY_MS);
}
