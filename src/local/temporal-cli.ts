import { findExecutables, TEMPORAL, verify, type TemporalCli } from './executable';
import { buildWithGo, GO_PACKAGE } from './go-build';
import { elapsed, type Progress } from './progress';
import { downloadWithSdk } from './sdk-download';
import { storeExecutable } from './staging';
import { StartError } from './start-error';
import type { Supplier, SupplyRequest } from './supplier';

export interface Search extends Omit<SupplyRequest, 'staging'> {
  /** TEMPORAL_CLI: this one or none. */
  named?: string;
  /** Folders where an earlier start may have stored one. */
  folders: readonly string[];
  /** The folder to store a new one in. */
  storeIn: string;
  /** What to try when none is found, in this order. */
  suppliers?: readonly Supplier[];
}

/**
 * Finds Temporal's CLI, which has the dev server in it, or gets it: the one named, on PATH, stored
 * earlier, downloaded by the SDK, built with Go. Only one that answers to `--version` is taken.
 * @throws StartError when there is none to be had, with how to install it by hand.
 */
export async function resolveTemporalCli(search: Search): Promise<TemporalCli> {
  if (search.named !== undefined) return useNamed(search.named, search.progress);
  const found =
    (await firstGood(await findExecutables(TEMPORAL, search.path), 'on PATH', search.progress)) ??
    (await firstGood(
      await findExecutables(TEMPORAL, search.folders),
      'stored earlier',
      search.progress,
    ));
  return found ?? obtain(search);
}

async function useNamed(path: string, progress: Progress): Promise<TemporalCli> {
  try {
    const cli = await verify(path);
    progress.say(`Temporal CLI ${cli.version}, named by TEMPORAL_CLI: ${path}`);
    return cli;
  } catch (error) {
    throw new StartError(
      `TEMPORAL_CLI names ${path}, but ${(error as Error).message}.\n` +
        "Set it to the path of Temporal's CLI, or unset it to have one found or fetched.",
      2,
    );
  }
}

async function firstGood(
  paths: readonly string[],
  where: string,
  progress: Progress,
): Promise<TemporalCli | undefined> {
  for (const path of paths) {
    try {
      const cli = await verify(path);
      progress.say(`Temporal CLI ${cli.version}, ${where}: ${path}`);
      return cli;
    } catch (error) {
      progress.say(`passing over ${path}: ${(error as Error).message}`);
    }
  }
  return undefined;
}

async function obtain(search: Search): Promise<TemporalCli> {
  const { progress, storeIn, suppliers = [downloadWithSdk, buildWithGo] } = search;
  progress.say("Temporal's CLI is neither on PATH nor stored by an earlier start: getting it");
  const reasons: string[] = [];
  for (const supplier of suppliers) {
    const { name } = supplier;
    const start = Date.now();
    try {
      const cli = await storeExecutable(storeIn, (staging) =>
        supplier.supply({ ...search, staging }),
      );
      const took = elapsed(Date.now() - start);
      progress.say(`Temporal CLI ${cli.version}, from ${name} in ${took}, kept as ${cli.path}`);
      return cli;
    } catch (error) {
      search.signal?.throwIfAborted();
      const { message } = error as Error;
      progress.say(`no luck with ${name} after ${elapsed(Date.now() - start)}: ${message}`);
      reasons.push(`  ${name}: ${message}`);
    }
  }
  throw new StartError(
    `Temporal's CLI, which has the dev server in it, could not be found or fetched.\n` +
      `${reasons.join('\n')}\n` +
      'Install it by hand, any one of:\n' +
      '  brew install temporal\n' +
      '  the archive for your system at https://docs.temporal.io/cli, unpacked into a folder on PATH\n' +
      `  Go from https://go.dev/dl, then: go install ${GO_PACKAGE}\n` +
      'Then start again; or set TEMPORAL_CLI to the path of an executable you have.',
  );
}
