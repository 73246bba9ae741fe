import { isColorSupported } from 'picocolors';
import { lateRuns, waitingGroups } from '../../client/waiting';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { withTakenAnswers } from '../runs/taken-answers';
import { renderBlocked } from '../runs/render-blocked';
import { renderLate } from '../runs/render-late';
import { withClient } from '../session';

const NO_WORKER =
  'No worker has asked for work for a minute and a half: nothing moves until one runs (npm run worker).';

/**
 * Who waits for a person, by cause, and whose access goes by itself but is not gone yet; from Temporal's list, so that
 * it answers without a worker too.
 */
export const blocked = (
  context: CliContext,
  { json }: InvocationOf<'blocked'>,
): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const { runs } = client;
    const { stdout } = context;
    const listed = waitingGroups(await runs.find({ states: ['blocked', 'held'] }));
    const waiting = new Set(listed.flatMap((group) => group.runs.map(({ runId }) => runId))).size;
    const late = await lateRuns(runs, Date.now());
    const isServed = await runs.isServed();
    const groups = isServed ? await withTakenAnswers(client, listed) : listed;
    const { isTTY = false, columns } = stdout;
    const options = {
      colour: isTTY && isColorSupported,
      ...(isTTY && columns ? { width: columns } : {}),
    };
    if (json) printJson(stdout, { waiting, groups, late, isServed });
    else {
      if (!isServed) print(stdout, [NO_WORKER]);
      if (waiting === 0) print(stdout, ['Nobody waits for a person.']);
      else print(stdout, renderBlocked(groups, waiting, options));
      if (late.length > 0) print(stdout, renderLate(late, options));
    }
    return waiting > 0 ? EXIT.REFUSED : EXIT.OK;
  });
