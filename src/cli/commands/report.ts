import type { SealedReport } from '../../domain/evidence/sealed-report';
import { print, type CliContext } from '../context';
import { readSealed } from '../evidence/read-sealed';
import type * as Page from '../evidence/report-page';
import { writeOutput } from '../evidence/write-output';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { renderReport } from '../evidence/render-report';
import { withClient } from '../session';

/** The evidence of one run, in its chain. */
export const report = (
  context: CliContext,
  { id, run, json, html = false, output, force = false }: InvocationOf<'report'>,
): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const { sealed, ending } = await readSealed(client, id, run);
    const destination = { ...(output === undefined ? {} : { output }), force };
    await writeOutput(context, destination, written(sealed, { json, html }));
    if (ending !== undefined) print(context.stderr, [ending]);
    return EXIT.OK;
  });

function written(sealed: SealedReport, { json, html }: { json: boolean; html: boolean }): string {
  if (json) return `${JSON.stringify(sealed, undefined, 2)}\n`;
  if (html) return pages().renderReportPage(sealed);
  return `${renderReport(sealed).join('\n')}\n`;
}

/** Text must not wait for what makes pages. */
const pages = (): typeof Page =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('../evidence/report-page') as typeof Page;
