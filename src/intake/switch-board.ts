import { IntakeError } from './errors';
import type { HrSource } from './source';

/** A source, and the secrets it may sign with now; none: it is not switched on. */
export interface GuardedSource {
  source: HrSource;
  secrets: readonly string[];
}

/** Which source an address belongs to, and whether it is switched on. */
export class SwitchBoard {
  readonly #byName: Map<string, GuardedSource>;
  readonly names: readonly string[];

  constructor(sources: readonly GuardedSource[]) {
    this.#byName = new Map(sources.map((guarded) => [guarded.source.name, guarded]));
    this.names = [...this.#byName.keys()];
  }

  /** @throws IntakeError 404 */
  find(name: string): GuardedSource {
    const found = this.#byName.get(name);
    if (found) return found;
    const message = `No source has this address. There are: ${this.names.join(', ')}.`;
    throw new IntakeError(404, 'unknown_source', message);
  }

  /** @throws IntakeError 404 that says how to switch it on */
  requireOn({ source: { title, secretVariable }, secrets }: GuardedSource): void {
    if (secrets.length > 0) return;
    const message = `${title} is not switched on: set ${secretVariable} where the intake runs.`;
    throw new IntakeError(404, 'source_off', message);
  }
}
