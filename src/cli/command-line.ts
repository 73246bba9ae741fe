import { Option, type Command } from 'commander';
import { EXAMPLES } from './help';
import { defineBatchCommands } from './lines/batch-line';
import { defineLookCommands } from './lines/look-line';
import { defineReportCommand } from './lines/report-line';
import { answerOf, said, type Held, type Said } from './lines/answer-line';
import type { Invocation, RequestFields, Until } from './invocation';

const WHO = "the leaver's employee id or e-mail, or the workflow id";

const json = () => new Option('--json', 'print JSON').default(false, 'text');
const until = () =>
  new Option('--until <moment>', 'stop when the run has ended, or when it is contained')
    .choices(['ended', 'contained'])
    .default('ended');

/** The options of a request, by their names in it. `--by` is `requestedBy` there. */
const REQUEST_OPTIONS = [
  ['--employee-id <id>', "the HR system's id; it becomes the id by which you find the run"],
  ['--zoom-user-id <id>', 'where the Zoom account goes by another id or e-mail'],
  ['--effective-at <instant>', 'when to begin: ISO 8601 with offset; absent or past: now'],
  ['--urgency <urgency>', 'immediate, standard or bulk (default: standard)'],
  ['--reason <text>', 'why, for the record'],
  ['--source <name>', 'where the request came from (default: "cli")'],
] as const;

type Started = Record<string, string | undefined> & {
  by?: string;
  dryRun?: boolean;
  watch: boolean;
  json: boolean;
  until: Until;
};

function requestOf(email: string, options: object): RequestFields {
  const { by, dryRun, ...rest } = options as Started;
  const fields = ['employeeId', 'zoomUserId', 'effectiveAt', 'urgency', 'reason', 'source'];
  const given = fields.flatMap((field) => {
    const value = rest[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    email,
    source: 'cli',
    ...Object.fromEntries(given),
    ...(by !== undefined && { requestedBy: by }),
    ...(dryRun && { dryRun }),
  };
}

/** The commands, their arguments and options; `found` is told what was asked for. */
export function defineCommands(program: Command, found: (invocation: Invocation) => void): void {
  const command = (name: keyof typeof EXAMPLES, summary: string) =>
    program
      .command(name)
      .summary(summary)
      .description(summary)
      .addOption(json())
      .allowExcessArguments(false)
      .addHelpText('after', EXAMPLES[name]);
  const aboutRun = (name: keyof typeof EXAMPLES, summary: string) =>
    command(name, summary).argument('<id>', WHO);
  const withReason = (said: Command) =>
    said
      .requiredOption('--reason <text>', 'why, for the record')
      .option('--by <who>', 'who says so (default: your user name)');
  const saying = (name: keyof typeof EXAMPLES, summary: string) =>
    withReason(aboutRun(name, summary));

  const start = command('start', "take a leaver's access away, now or at a set time")
    .argument('<email>', 'the work e-mail, known to Zoom and Cloudflare')
    .option('--by <who>', 'who asks for it (default: your user name)')
    .option('--dry-run', 'only read, and say what would be done')
    .option('--watch', 'stay and watch the run', false)
    .addOption(until());
  for (const [flags, what] of REQUEST_OPTIONS) start.option(flags, what);
  start.action((email: string, options: Started) =>
    found({
      command: 'start',
      request: requestOf(email, options),
      watch: options.watch,
      until: options.until,
      json: options.json,
    }),
  );

  aboutRun('status', 'say where a run stands and what it needs').action(
    (id: string, options: { json: boolean }) => found({ command: 'status', id, ...options }),
  );
  defineLookCommands({ command, withReason, who: WHO, until, found });

  const answering = (name: 'release' | 'rescind', summary: string, every: Option) => {
    const answer = withReason(command(name, summary).argument('[id]', WHO))
      .addOption(every)
      .option('--source <name>', 'of what the breaker holds, only what came by this source')
      .option('--yes', 'for what the breaker holds: do not ask first', false);
    answer.action((id: string | undefined, options: Said & Held) =>
      found(answerOf(answer, name, id, options)),
    );
  };
  answering(
    'release',
    'let a held run go, or all that the breaker holds',
    new Option('--all', 'everything that the breaker holds'),
  );
  answering(
    'rescind',
    'take the termination back, or all that the breaker holds',
    new Option('--held', 'everything that the breaker holds'),
  );
  saying('start-now', 'start a scheduled run at once').action((id: string, options: Said) =>
    found({ command: 'start-now', id, ...said(options) }),
  );
  saying('reschedule', 'move a scheduled run')
    .requiredOption('--effective-at <instant>', 'the new time: ISO 8601 with offset')
    .action((id: string, options: Said & { effectiveAt: string }) =>
      found({ command: 'reschedule', id, effectiveAt: options.effectiveAt, ...said(options) }),
    );

  defineReportCommand(command, found);
  defineBatchCommands(command, withReason, found);
  command('doctor', 'check the configuration and every connection')
    .option('--send-notice', 'send a test message to every channel of notices', false)
    .option('--strict', 'exit with 1 for a warning too', false)
    .action((options: { json: boolean; sendNotice: boolean; strict: boolean }) =>
      found({ command: 'doctor', ...options }),
    );
}
