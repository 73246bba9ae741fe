import { createColors } from 'picocolors';
import { isFinal } from '../../domain/status';
import type { Need, OffboardingStatus, RunState, StepState, StepStatus } from '../../domain/status';
import { STEP_TITLES } from '../../domain/steps';

type Paint = ReturnType<typeof createColors>;

interface RenderOptions {
  /** What "next in 4 s" counts from. */
  now: Date;
  colour: boolean;
  /** Columns of the terminal: what happened is cut to fit. */
  width: number;
}

export const SYMBOLS: Record<StepState, string> = {
  pending: '·',
  running: '▸',
  retrying: '↻',
  done: '✔',
  notApplicable: '–',
  blocked: '✖',
  skipped: '»',
  reversed: '↩',
};

const WORDS: Partial<Record<StepState | RunState, string>> = {
  notApplicable: 'nothing to do',
  completedWithExceptions: 'completed with exceptions',
};
export const wordFor = (state: StepState | RunState): string => WORDS[state] ?? state;

function painterOf(state: StepState | RunState, paint: Paint): (text: string) => string {
  switch (state) {
    case 'done':
    case 'contained':
    case 'completed':
      return paint.green;
    case 'running':
      return paint.cyan;
    case 'retrying':
    case 'held':
    case 'scheduled':
    case 'completedWithExceptions':
      return paint.yellow;
    case 'blocked':
      return paint.red;
    default:
      return paint.dim;
  }
}

/** "312 ms", "6.1 s", "4 min 10 s", "3 h 20 min". */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Milliseconds from the start to the moment when nothing is left open; absent before it. */
export function timeToContained({ startedAt, containedAt }: OffboardingStatus): number | undefined {
  if (!startedAt || !containedAt) return undefined;
  return Date.parse(containedAt) - Date.parse(startedAt);
}

/** "jane.doe@example.com: contained after 312 ms, completed after 6.1 s" */
export function renderHeadline(status: OffboardingStatus): string {
  const { state, email, effectiveAt, startedAt, finishedAt, dryRun } = status;
  const contained = timeToContained(status);
  const parts: string[] = [];
  if (contained !== undefined) parts.push(`contained after ${duration(contained)}`);
  if (state === 'scheduled') parts.push(`scheduled for ${effectiveAt}`);
  else if (isFinal(state) && startedAt && finishedAt) {
    const took = Date.parse(finishedAt) - Date.parse(startedAt);
    parts.push(`${wordFor(state)} after ${duration(took)}`);
  } else if (state === 'running' && contained !== undefined) parts.push('being taken back');
  else if (state !== 'contained' || contained === undefined) parts.push(wordFor(state));
  if (dryRun && state === 'completed') parts.push(realRunWords(status));
  // What an operator wants to know first: whether the leaver may still get in.
  if (state === 'blocked' && contained === undefined && !dryRun) parts.push('not contained yet');
  return `${email}${dryRun ? ' (dry run)' : ''}: ${parts.join(', ')}`;
}

/** What a dry run found out. */
export const realRunWords = ({ wouldBe }: { wouldBe?: RunState | undefined }): string =>
  wouldBe === undefined
    ? 'what a real run would come to could not be told'
    : `a real run would be ${wordFor(wouldBe)}`;

const attempts = ({ attempts: count }: StepStatus) => (count > 1 ? `${count}×` : '');

function nextAttempt({ nextAttemptAt }: StepStatus, now: Date): string {
  if (!nextAttemptAt) return '';
  const seconds = Math.ceil((Date.parse(nextAttemptAt) - now.getTime()) / 1_000);
  if (seconds <= 0) return 'next: now';
  return `next in ${seconds < 60 ? `${seconds} s` : duration(seconds * 1_000)}`;
}

/** When the step came into its state, from the start of the run. */
function offset({ at, state }: StepStatus, { startedAt }: OffboardingStatus): string {
  if (!at || !startedAt || state === 'pending') return '';
  return `+${duration(Date.parse(at) - Date.parse(startedAt))}`;
}

/** A message is worth its room where it says why a step did not simply end well. */
const reason = ({ step, state, message }: StepStatus) => {
  // Of a sweep that is done it says which provider could not be asked.
  const isWorthIt = state === 'done' ? step === 'sweepSessions' : !isUnderWay(state);
  return message && isWorthIt ? plain(message) : '';
};
const isUnderWay = (state: StepState): boolean => state === 'pending' || state === 'running';

/** Providers' words reach the terminal: no line breaks, no escape sequences. */
const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim();

const cut = (text: string, width: number) =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

/**
 * The run as a table: a symbol, the step, its state, when, how often it was tried, the code, the next
 * attempt; why, on a line of its own; below it, what a person must do. One string a line, no line ends.
 */
export function renderStatus(status: OffboardingStatus, options: RenderOptions): string[] {
  const paint = createColors(options.colour);
  const rows = status.steps.map((step) => [
    STEP_TITLES[step.step],
    wordFor(step.state),
    offset(step, status),
    attempts(step),
    step.code ?? '',
    nextAttempt(step, options.now),
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  // What a person must do says it again, in full.
  const needed = new Set(status.needs.map(({ step }) => step));

  const table = status.steps.flatMap((step, index) => {
    const colour = painterOf(step.state, paint);
    const [title = '', ...facts] = (rows[index] ?? []).flatMap((cell, column) =>
      widths[column] ? [cell.padEnd(widths[column])] : [],
    );
    const name = step.state === 'pending' ? paint.dim(title) : title;
    const why = needed.has(step.step) ? '' : cut(reason(step), options.width - 4);
    return [
      `  ${colour(SYMBOLS[step.state])} ${name}  ${colour(facts.join('  ').trimEnd())}`,
      ...(why ? [`    ${paint.dim(why)}`] : []),
    ];
  });
  const headline = painterOf(status.wouldBe ?? status.state, paint)(renderHeadline(status));
  return ['', `  ${paint.bold(headline)}`, '', ...table, ...renderNeeds(status.needs, paint), ''];
}

function renderNeeds(needs: readonly Need[], paint: Paint): string[] {
  if (!needs.length) return [];
  const lines = needs.flatMap(({ step, code, message, decisions }) => [
    `  ${paint.red('!')} ${[step, code].filter(Boolean).join('  ')}`,
    `    ${plain(message)}`,
    ...(decisions.length ? [paint.dim(`    decide: ${decisions.join(', ')}`)] : []),
  ]);
  return ['', `  ${paint.bold('Somebody is needed')}`, ...lines];
}

/** What became different, one line each, for output that cannot be redrawn: a log, a pipe. */
export function renderChanges(
  before: OffboardingStatus | undefined,
  after: OffboardingStatus,
): string[] {
  const known = new Map(before?.steps.map((step) => [step.step, signature(step)]));
  const steps = after.steps
    .filter((step) => known.get(step.step) !== signature(step))
    .filter((step) => before || step.state !== 'pending')
    .map((step) => {
      const facts = [offset(step, after), attempts(step), step.code, reason(step)];
      const text = [wordFor(step.state), ...facts].filter(Boolean).join(', ');
      const next = step.nextAttemptAt ? `, next attempt at ${step.nextAttemptAt}` : '';
      return `${SYMBOLS[step.state]} ${STEP_TITLES[step.step]}: ${text}${next}`;
    });
  const newState = before?.state !== after.state ? [renderHeadline(after)] : [];
  const old = new Set(before?.needs.map(({ step, code }) => `${step} ${code}`));
  const needs = after.needs
    .filter(({ step, code }) => !old.has(`${step} ${code}`))
    .map(
      ({ step, code, message }) => `! ${[step, code].filter(Boolean).join(' ')}: ${plain(message)}`,
    );
  return [...steps, ...newState, ...needs];
}

const signature = ({ state, attempts: count, code, nextAttemptAt }: StepStatus) =>
  [state, count, code, nextAttemptAt].join();
