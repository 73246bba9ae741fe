import { Option, type Command } from 'commander';
import { said, type Said } from './answer-line';
import type { EXAMPLES } from '../help';
import type { Invocation, RequestFields } from '../invocation';

interface Options {
  window?: string;
  urgency?: string;
  reason?: string;
  by?: string;
  source?: string;
  dryRun?: boolean;
  again: boolean;
  wait: boolean;
  json: boolean;
}

type NewCommand = (name: keyof typeof EXAMPLES, summary: string) => Command;

/** The fields of a batch's request that were given; checked before anything is sent. */
function requestOf({ window, urgency, reason, by, source }: Options): RequestFields {
  return {
    ...(window !== undefined && { window: Number(window) }),
    ...(urgency !== undefined && { urgency }),
    ...(reason !== undefined && { reason }),
    ...(by !== undefined && { requestedBy: by }),
    ...(source !== undefined && { source }),
  };
}

/** `batch` and the commands about one that is under way. */
export function defineBatchCommands(
  command: NewCommand,
  withReason: (command: Command) => Command,
  found: (invocation: Invocation) => void,
): void {
  command('batch', 'take the access of all leavers in a CSV file away')
    .argument('<file>', 'UTF-8, commas, and a header with the column email')
    .option('--dry-run', 'only check the file, and say what would be started')
    .option('--window <n>', 'how many runs work at the same time (default: 100)')
    .option('--urgency <urgency>', 'for rows that name none (default: bulk)')
    .option('--reason <text>', 'why, for the record of rows that give none')
    .option('--by <who>', 'who asks for it (default: your user name)')
    .option('--source <name>', 'where the list came from (default: "batch")')
    .addOption(new Option('--again', 'start a list anew that came to its end').default(false, 'no'))
    .option('--no-wait', 'leave once everything is handed over')
    .action((file: string, options: Options) =>
      found({
        command: 'batch',
        file,
        request: requestOf(options),
        dryRun: options.dryRun === true,
        again: options.again,
        wait: options.wait,
        json: options.json,
      }),
    );

  const aboutBatch = (name: 'batch-status' | 'batch-pause' | 'batch-resume', summary: string) =>
    command(name, summary).argument('<id>', 'the id that batch says: offboard-batch-…');
  aboutBatch('batch-status', 'say how far a batch is').action(
    (id: string, options: { json: boolean }) => found({ command: 'batch-status', id, ...options }),
  );
  withReason(aboutBatch('batch-pause', 'let no further run of a batch begin')).action(
    (id: string, options: Said) => found({ command: 'batch-pause', id, ...said(options) }),
  );
  withReason(aboutBatch('batch-resume', 'let a paused batch go on')).action(
    (id: string, options: Said) => found({ command: 'batch-resume', id, ...said(options) }),
  );
}
