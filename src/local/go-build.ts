import { join } from 'node:path';
import { runBounded } from './bounded-run';
import { TEMPORAL, findProgram } from './executable';
import type { Supplier, SupplyRequest } from './supplier';

/** 1.6 and later carry a `replace` line in their go.mod, which `go install` refuses. */
export const GO_PACKAGE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** A program that Go's module proxy has the sources of. */
export interface GoProgram {
  /** For people: "Temporal's CLI". */
  what: string;
  /** With its version. */
  package: string;
  /** For people: how long it takes, and what there is to keep. */
  cost: string;
}

/**
 * Builds a program into the folder `staging`, from Go's module proxy alone.
 * @throws Error that says why not.
 */
export async function installWithGo(program: GoProgram, request: SupplyRequest): Promise<void> {
  const { staging, path, environment, progress, signal } = request;
  const go = await findProgram('go', path);
  if (!go) throw new Error('Go is not installed (no `go` on PATH)');
  progress.say(`building ${program.what} with Go, this once: ${program.cost}`);
  let fetched = 0;
  let compiled = 0;
  await runBounded({
    command: go,
    args: ['install', '-v', program.package],
    cwd: staging,
    // GOOS and GOARCH of a shell set up for cross-compiling would build for another machine.
    env: { ...environment, GOBIN: staging, GOOS: undefined, GOARCH: undefined },
    patienceMs: 30 * 60_000,
    signal,
    // With -v, Go names modules as it downloads them and packages as it compiles them.
    onLine: (line) => void (line.startsWith('go: downloading ') ? fetched++ : compiled++),
    onSecond: () =>
      progress.alive(`building: ${fetched} modules fetched, ${compiled} packages compiled`),
  });
}

/** Builds Temporal's CLI, server and Web UI embedded. */
export const buildWithGo: Supplier = {
  name: 'a build with Go',

  async supply(request) {
    const what = "Temporal's CLI";
    const cost = 'some 4 minutes on 2 cores, 250 MB to keep';
    await installWithGo({ what, package: GO_PACKAGE, cost }, request);
    return join(request.staging, TEMPORAL);
  },
};
