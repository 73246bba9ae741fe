import { setTimeout as wait } from 'node:timers/promises';
import type { Program } from './program';

/** A place that one of the engine's programs has: what dies there is started again, as a supervisor would. */
export class Restarting {
  /** All that ran here, the newest last. */
  readonly programs: Program[] = [];
  #isWanted = true;
  #starting: Promise<void> | undefined;

  constructor(
    readonly name: string,
    private readonly startProgram: (name: string) => Program,
    /** What it writes once it works. */
    private readonly ready: string,
  ) {}

  get current(): Program | undefined {
    return this.programs.at(-1);
  }

  /** Resolves once it works; what ends before, as where Temporal is away, is started again. */
  async up(): Promise<void> {
    this.#isWanted = true;
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    await this.#starting;
  }

  /** @returns whether something ran here, and was killed */
  kill(): Promise<boolean> {
    return this.#end((program) => program.kill());
  }

  /** @returns whether something ran here, and ended as it should */
  drain(): Promise<boolean> {
    return this.#end((program) => program.drain());
  }

  /** For good. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    await this.drain();
    await this.#starting;
  }

  async #end(end: (program: Program) => Promise<boolean>): Promise<boolean> {
    const { current } = this;
    return current !== undefined && !current.hasEnded && end(current);
  }

  async #start(): Promise<void> {
    while (this.#isWanted) {
      const running = this.current;
      const program =
        running && !running.hasEnded
          ? running
          : this.startProgram(`${this.name}-${this.programs.length + 1}`);
      if (program !== running) this.programs.push(program);
      if (await program.said(this.ready)) return;
      await wait(300);
    }
  }
}
