/** The paths of all routes, to tell a wrong method (405) from a path that is nowhere (404). */
export class KnownPaths {
  readonly #paths = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  /** @param url as routes are declared: `/webhooks/:source` */
  add(url: string, methods: readonly string[]): void {
    const known = this.#paths.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const method of methods) known.methods.add(method);
    this.#paths.set(url, known);
  }

  /** What the path can be asked with; empty where it is nowhere. */
  methodsOf(path: string): string[] {
    const found = [...this.#paths.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

function patternOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    return segment.replace(/[.*+?^${}()|[\]\\]/g, (sign) => (sign === '*' ? '.*' : `\\${sign}`));
  });
  return new RegExp(`^${segments.join('/')}$`);
}
