import { Option, type Command } from 'commander';
import { isRunId } from '../../domain/run-id';
import type { EXAMPLES } from '../help';
import type { Invocation } from '../invocation';

interface Options {
  json: boolean;
  html?: boolean;
  csv?: boolean;
  output?: string;
  force?: boolean;
  since?: string;
  until?: string;
  dryRuns?: boolean;
  verify?: string;
  run?: string;
}

const RUN_ID = '--run takes the id of a run, such as 019f3c1e-7a52-7d43-9c1b-2f0d6a8e4b10';

type NewCommand = (name: keyof typeof EXAMPLES, summary: string) => Command;

/** `report`: of one run, of all runs of a period, or the check of one that was written to a file. */
export function defineReportCommand(
  command: NewCommand,
  found: (invocation: Invocation) => void,
): void {
  const report = command('report', 'the evidence: who, what, when, with which answer')
    .argument('[id]', "the leaver's employee id or e-mail, or the workflow id")
    .addOption(new Option('--html', 'one HTML page, to read, print and keep').conflicts('json'))
    .addOption(
      new Option('--csv', 'with --since: a table for spreadsheets').conflicts(['json', 'html']),
    )
    .option('--output <file>', 'write to a file that only you may read')
    .option('--force', 'write over a file that is there')
    .option('--run <runId>', 'an earlier run of the leaver; --since with --csv names them')
    .option('--since <when>', 'all runs effective from this day (in UTC) or instant on')
    .option('--until <when>', 'with --since: through this day, or before this instant')
    .option('--dry-runs', 'with --since: with rows for dry runs')
    .addOption(
      new Option('--verify <file>', 'check what --json or --html wrote to a file').conflicts([
        ...['html', 'csv', 'output', 'force', 'since', 'until', 'dryRuns', 'run'],
      ]),
    );
  report.action((id: string | undefined, options: Options) =>
    found(invocationOf(report, id, options)),
  );
}

function invocationOf(command: Command, id: string | undefined, options: Options): Invocation {
  const { json, html, csv, output, force, since, until, dryRuns, verify, run } = options;
  const wrong = (words: string): never => command.error(`error: ${words}`);
  if (verify !== undefined)
    return { command: 'report-verify', verify, json, ...(id !== undefined && { id }) };
  if (force && output === undefined) wrong('--force is about --output <file>, which is missing');
  const destination = { ...(output !== undefined && { output }), ...(force && { force }) };
  if (since !== undefined) {
    if (id !== undefined || run !== undefined)
      wrong('give an <id>, or --since <when> for all runs of a period');
    const format = json ? 'json' : html ? 'html' : csv ? 'csv' : 'text';
    const period = { since, ...(until !== undefined && { until }), ...(dryRuns && { dryRuns }) };
    return { command: 'report-period', ...period, format, json, ...destination };
  }
  const astray = csv ? '--csv' : until !== undefined ? '--until' : dryRuns && '--dry-runs';
  if (astray) wrong(`${astray} goes with --since <when>`);
  if (id === undefined)
    return wrong(
      'missing the <id> of a run; or say --since <when> for a period, or --verify <file>',
    );
  const named = run === undefined ? {} : { run: isRunId(run) ? run : wrong(RUN_ID) };
  return { command: 'report', id, ...named, json, ...(html && { html }), ...destination };
}
