interface Part {
  stop(): Promise<unknown>;
  /** At once, for a person who does not want to wait. */
  kill?(): void;
}

/** What was started, to be stopped the other way round: who depends on another stops first. */
export class Parts {
  private readonly starting: { name: string | undefined; part: Promise<Part | undefined> }[] = [];
  private readonly running = new Set<Part>();

  /**
   * Remembers a part from the moment its start begins: what is under way is stopped, too.
   * @param name for "stopping …"; absent where that would tell a person nothing
   */
  add<T extends Part | undefined>(name: string | undefined, start: Promise<T>): Promise<T> {
    const part = start.then(
      (started) => {
        if (started) this.running.add(started);
        return started;
      },
      () => undefined,
    );
    this.starting.push({ name, part });
    return start;
  }

  /** Stops everything, the last one added first. */
  async stop(say: (line: string) => void): Promise<void> {
    for (const { name, part } of this.starting.splice(0).reverse()) {
      const started = await part;
      if (!started) continue;
      if (name) say(`stopping ${name}`);
      await started.stop();
      this.running.delete(started);
    }
  }

  kill(): void {
    for (const part of this.running) part.kill?.();
  }
}
