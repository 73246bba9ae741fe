import { isColorSupported } from 'picocolors';
import { visible } from '../../domain/evidence/visible-text';
import { print, printJson, type CliContext, type Output } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { sayAwaitedCodes } from '../runs/awaited-codes';
import { sayKnownSources } from '../runs/known-sources';
import { filterOf, filterWords } from '../runs/list-filter';
import { renderRuns } from '../runs/render-runs';
import { countsByState, countWords, sortedRuns } from '../runs/run-words';
import { withClient } from '../session';

/** Rows of a table for people, where they ask for no number. */
const USUAL_LIMIT = 100;

/** Offboardings as Temporal's list knows them: no worker is asked. */
export async function list(
  context: CliContext,
  invocation: InvocationOf<'list'>,
): Promise<ExitCode> {
  const { stdout } = context;
  const { options, json } = invocation;
  // Whatever is wrong is said before anything is asked of Temporal.
  const filter = filterOf(options);
  const limit = options.limit ?? (json ? Infinity : USUAL_LIMIT);
  return withClient(context, async (client) => {
    const found = sortedRuns(await client.runs.find(filter));
    const runs = found.slice(0, limit);
    if (json) {
      const counts = Object.fromEntries(
        countsByState(found).map(([state = 'notBegun', count]) => [state, count]),
      );
      printJson(stdout, { total: found.length, counts, runs });
    } else if (found.length === 0) print(stdout, [nothing(filterWords(options))]);
    else {
      const left = found.length - runs.length;
      const more = left > 0 ? [`and ${left} more: --limit ${found.length} shows all`] : [];
      const total = `${found.length} in all: ${countWords(found)}`;
      print(stdout, [...renderRuns(runs, tableFor(stdout)), ...more, '', total]);
    }
    if (found.length === 0 && options.code !== undefined) await sayAwaitedCodes(context, client);
    if (found.length === 0) await sayKnownSources(context, client, options.source);
    return EXIT.OK;
  });
}

const tableFor = ({ isTTY = false, columns }: Output) => ({
  now: new Date(),
  colour: isTTY && isColorSupported,
  ...(isTTY && columns ? { width: columns } : {}),
});

const nothing = (words: string): string =>
  `There is no offboarding${words ? ` ${visible(words)}` : ' yet'}.`;
