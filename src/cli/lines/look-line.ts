import { InvalidArgumentError, Option, type Command } from 'commander';
import { LISTED_STATES } from '../../client/visibility-query';
import { DECISIONS, type Decision } from '../../domain/status';
import { STEP_NAMES, type StepName } from '../../domain/steps';
import { said, type Said } from './answer-line';
import type { EXAMPLES } from '../help';
import type { Invocation, ListOptions, Until } from '../invocation';

type NewCommand = (name: keyof typeof EXAMPLES, summary: string) => Command;

interface Tools {
  command: NewCommand;
  withReason: (command: Command) => Command;
  /** What an id may be. */
  who: string;
  until: () => Option;
  found: (invocation: Invocation) => void;
}

type Listed = Omit<ListOptions, 'states'> & { state?: string[]; json: boolean };
type Decided = Said & {
  step?: StepName;
  decision?: Decision;
  blockedOn?: string;
  source?: string;
  yes: boolean;
};

/** Who is where, who waits for a person, and the answers to that. */
export function defineLookCommands(tools: Tools): void {
  const { command, withReason, found } = tools;
  const states = LISTED_STATES.join(', ');
  command('list', 'list offboardings, those that wait for a person first')
    .option('--state <state...>', `only in these states: ${states}`)
    .option('--code <code>', 'only those that wait for a person with this code')
    .option('--source <name>', 'only those that came by this source')
    .option('--employee <id>', 'only those of this employee id')
    .option('--from <date>', 'effective from this day in UTC on, or from this instant')
    .option('--to <date>', 'effective up to this day in UTC, its end included, or this instant')
    .option('--limit <n>', 'at the most so many rows (default: 100; with --json: all)', wholeNumber)
    .action(({ state, json, ...rest }: Listed) =>
      found({ command: 'list', options: { ...rest, ...(state && { states: state }) }, json }),
    );
  command('blocked', 'say who waits for a person, by cause, with what answers it').action(
    (options: { json: boolean }) => found({ command: 'blocked', ...options }),
  );
  defineWatch(tools);
  defineDecide(tools);
  withReason(
    command('dismiss', "answer what HR's events of an employee ask").argument(
      '<id>',
      "the employee id or e-mail, or the workflow id of HR's events: hr-events-…",
    ),
  ).action((id: string, options: Said) => found({ command: 'dismiss', id, ...said(options) }));
}

function defineWatch({ command, who, until, found }: Tools): void {
  const watch: Command = command('watch', 'follow a run until it ends, or all runs').argument(
    '[id]',
    who,
  );
  watch
    .option('--all', 'all runs under way, until Ctrl-C', false)
    .addOption(until())
    .action((id: string | undefined, options: { all: boolean; until: Until; json: boolean }) => {
      const { all, json } = options;
      const isUntilGiven = watch.getOptionValueSource('until') === 'cli';
      if (all && (id !== undefined || isUntilGiven))
        watch.error('error: --all follows every run until Ctrl-C: give no <id> and no --until');
      if (all) return found({ command: 'watch-all', json });
      if (id === undefined) watch.error('error: missing the <id>; or say --all for every run');
      found({ command: 'watch', id, until: options.until, json });
    });
}

function defineDecide({ command, withReason, who, found }: Tools): void {
  const decide = withReason(
    command('decide', 'answer a step that waits for a person, or all that wait with one code')
      .argument('[id]', who)
      .argument('[step]', 'the blocked step (or --step <step>)')
      .argument('[decision]', 'what to do about it (or --decision <decision>)')
      .option('--blocked-on <code>', 'all runs that wait with this code, and no single run')
      .option('--source <name>', 'with --blocked-on: only runs that came by this source')
      .option('--yes', 'with --blocked-on: do not ask first', false),
  );
  decide
    .addOption(new Option('--step <step>').choices(STEP_NAMES).hideHelp())
    .addOption(new Option('--decision <decision>').choices(DECISIONS).hideHelp())
    .action(
      (
        id: string | undefined,
        step: string | undefined,
        decision: string | undefined,
        options: Decided,
      ) =>
        found(
          options.blockedOn === undefined
            ? decideOne(decide, [id, step, decision], options)
            : decideAll(decide, [id, step, decision], { ...options, blockedOn: options.blockedOn }),
        ),
    );
}

type Placed = [first: string | undefined, second: string | undefined, third: string | undefined];

function decideOne(command: Command, [id, step, decision]: Placed, options: Decided): Invocation {
  if (options.yes || options.source !== undefined)
    command.error('error: --yes and --source go with --blocked-on <code>');
  if (id === undefined)
    command.error(
      'error: missing the <id>; or say --blocked-on <code> for all runs that it blocks',
    );
  return {
    command: 'decide',
    id,
    step: one(command, 'step', oneOf(command, 'step', STEP_NAMES, step), options.step),
    decision: one(
      command,
      'decision',
      oneOf(command, 'decision', DECISIONS, decision),
      options.decision,
    ),
    ...said(options),
  };
}

/** `decide --blocked-on <code> <decision>`: what stands in the first place is no id. */
function decideAll(
  command: Command,
  [first, second]: Placed,
  options: Decided & { blockedOn: string },
): Invocation {
  const isDecision = (DECISIONS as readonly (string | undefined)[]).includes(first);
  if (second !== undefined || options.step || (first !== undefined && !isDecision))
    command.error(
      `error: give an <id> with its step, or --blocked-on <code> with a decision (${DECISIONS.join(', ')}), not both`,
    );
  const { blockedOn: code, source, yes } = options;
  return {
    command: 'decide-all',
    code,
    decision: one(command, 'decision', first as Decision | undefined, options.decision),
    ...(source === undefined ? {} : { source }),
    yes,
    ...said(options),
  };
}

function oneOf<T extends string>(
  command: Command,
  name: string,
  choices: readonly T[],
  value: string | undefined,
): T | undefined {
  if (value !== undefined && !(choices as readonly string[]).includes(value))
    command.error(
      `error: the ${name} '${value}' is invalid. Allowed choices are ${choices.join(', ')}.`,
    );
  return value as T | undefined;
}

/** A value that may be given by place or by option, and must be given once. */
function one<T extends string>(
  command: Command,
  name: string,
  placed: T | undefined,
  option: T | undefined,
): T {
  if (placed && option && placed !== option)
    command.error(`error: the ${name} is given twice: ${placed} and ${option}`);
  const value = placed ?? option;
  if (!value) command.error(`error: missing the ${name}: offboard decide <id> <step> <decision>`);
  return value;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a number above 0.');
  return Number(text);
}
