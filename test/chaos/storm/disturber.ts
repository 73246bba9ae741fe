import { setTimeout as wait } from 'node:timers/promises';
import type { Disturbance, ProviderName } from '../plan/disturbances';
import type { Leaver } from '../plan/leavers';
import type { Scene } from '../scene';

type Say = (line: string) => void;

/** Does what the plan says, says so, and takes it back when its time is over. */
export class Disturber {
  /** By kind, how many there were. */
  readonly counts: Record<string, number> = {};
  readonly #busy = new Set<unknown>();

  constructor(
    private readonly scene: Scene,
    private readonly leavers: readonly Leaver[],
    private readonly say: Say,
  ) {}

  /** Resolves when the last one is over. */
  async play(disturbances: readonly Disturbance[], stormMs: number): Promise<void> {
    const begun = Date.now();
    await Promise.all(
      disturbances.map(async (disturbance) => {
        await wait(Math.max(0, begun + disturbance.at * stormMs - Date.now()));
        await this.#play(disturbance);
      }),
    );
  }

  async #play(disturbance: Disturbance): Promise<void> {
    const { kind, durationMs } = disturbance;
    const target = targetOf(disturbance);
    // What is down already can be brought down no further.
    if (this.#busy.has(target)) return;
    this.#busy.add(target);
    const { at: _at, durationMs: _duration, kind: _kind, ...details } = disturbance;
    const words = Object.entries(details).map(([name, value]) => `${name} ${String(value)}`);
    this.say(`${kind} for ${(durationMs / 1_000).toFixed(1)} s: ${words.join(', ') || 'all'}`);
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    try {
      await this.#do(disturbance);
    } finally {
      this.#busy.delete(target);
    }
  }

  async #do(disturbance: Disturbance): Promise<void> {
    const { temporal, lines, intake, simulators } = this.scene;
    const { durationMs } = disturbance;
    const { zoom } = simulators;
    switch (disturbance.kind) {
      case 'killWorker':
      case 'drainWorker': {
        const worker = this.#worker(disturbance.worker);
        await (disturbance.kind === 'killWorker' ? worker.kill() : worker.drain());
        await wait(durationMs / 2);
        return worker.up();
      }
      case 'killIntake':
        await intake.kill();
        await wait(durationMs / 2);
        return intake.up();
      case 'stopTemporal':
        await temporal.down(disturbance.how);
        await wait(durationMs);
        return temporal.up();
      case 'cutLine':
      case 'stallLine': {
        const line = lines[disturbance.line];
        if (disturbance.kind === 'cutLine') line.cut();
        else line.stall();
        await wait(durationMs);
        return line.restore();
      }
      case 'breakAnswers': {
        const { provider, times, at, how } = disturbance;
        return lines[provider].breakAnswers(times, at, how);
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
        return zoom.revokeAccessTokens();
      case 'signInAgain':
        return this.#signInAgain();
    }
  }

  /** Sets a fault, and removes it after this time, whatever is left of it. */
  async #during(ms: number, provider: ProviderName, fault: object): Promise<void> {
    const { id } = this.scene.simulators[provider].addFault(fault);
    await wait(ms);
    const { url } = this.scene.simulators[provider];
    await fetch(`${url}/_control/faults/${id}`, { method: 'DELETE' });
  }

  /** Whoever Zoom still lets in may sign in again at both, just before the door closes. */
  #signInAgain(): void {
    const { zoom, cloudflare } = this.scene.simulators;
    for (const { email } of this.leavers) {
      if (zoom.user(email)?.status !== 'active') continue;
      zoom.signIn(email);
      if (cloudflare.user(email)) cloudflare.signIn(email);
    }
  }

  #worker(number: number) {
    const { workers } = this.scene;
    const worker = workers[number % workers.length];
    if (!worker) throw new Error('There is no worker.');
    return worker;
  }
}

/** What can only be disturbed by one thing at a time. */
function targetOf(disturbance: Disturbance): unknown {
  switch (disturbance.kind) {
    case 'killWorker':
    case 'drainWorker':
      return `worker ${disturbance.worker}`;
    case 'killIntake':
    case 'stopTemporal':
      return disturbance.kind;
    case 'cutLine':
    case 'stallLine':
      return `line ${disturbance.line}`;
    default:
      return disturbance;
  }
}
