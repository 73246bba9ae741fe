import { join } from 'node:path';
import { runBounded } from './bounded-run';
import { TEMPORAL, findProgram } from './executable';
import type { Supplier } from './supplier';

/** 1.6 and later carry a `replace` line in their go.mod, which `go install` refuses. */
export const GO_PACKAGE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** Builds Temporal's CLI, server and Web UI embedded, from Go's module proxy alone. */
export const buildWithGo: Supplier = {
  name: 'a build with Go',

  async supply({ staging, path, environment, progress, signal }) {
    const go = await findProgram('go', path);
    if (!go) throw new Error('Go is not installed (no `go` on PATH)');
    progress.say(
      "building Temporal's CLI with Go, this once: some 4 minutes on 2 cores, 250 MB to keep",
    );
    let fetched = 0;
    let compiled = 0;
    await runBounded({
      command: go,
      args: ['install', '-v', GO_PACKAGE],
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
    return join(staging, TEMPORAL);
  },
};
