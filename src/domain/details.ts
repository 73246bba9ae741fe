import type { RunRecord } from './run-record';
import type { Decision, Need, OffboardingStatus, RunState, StepState, StepStatus } from './status';
import { STEP_TITLES } from './steps';

/** How long a text may become, in characters of markdown: the Web UI carries all details in an address. */
const IN_A_CELL = 250;
const IN_A_NEED = 1_500;
const IN_A_NAME = 150;
const IN_AN_ADDRESS = 300;

/** A space that breaks no line. */
const SPACE = '&#160;';

/** Characters that mean something to a renderer of markdown or HTML, in a line or in a table's cell. */
const MARKUP = /[&<>\\`*_{}[\]()#|/~!^$]/;
/** Line breaks and their like; what turns the direction of the text around; halves of a character. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+|\p{Cs}/gu;

/**
 * Text from outside as text: no HTML, no table cells, no links. As numeric entities, since the Web UI's renderer
 * shows named ones as they stand. What would become longer than `longest` ends in `…`.
 */
export function escapeMarkdown(text: string, longest = IN_A_NEED): string {
  let escaped = '';
  for (const character of text.replace(UNSEEN, ' ').trim()) {
    const shown = MARKUP.test(character) ? `&#${character.charCodeAt(0)};` : character;
    if (escaped.length + shown.length > longest) return `${escaped}…`;
    escaped += shown;
  }
  return escaped;
}

type Known = Pick<RunRecord, 'snapshot' | 'rescind' | 'policy'>;

/** The Web UI's current details: who, which state, what is needed, and each step. */
export function detailsOf(status: OffboardingStatus, record: Known): string {
  const name = record.snapshot?.name;
  const email = escapeMarkdown(status.email, IN_AN_ADDRESS);
  const who = name === undefined ? email : `${escapeMarkdown(name, IN_A_NAME)}, ${email}`;
  return [
    `**${who}: ${status.dryRun ? 'dry run ' : ''}${RUN_WORDS[status.state]}**`,
    [standing(status, record), nextMove(status, record)].join(' '),
    ...status.needs.flatMap(needParagraphs),
    decisionList(status.needs),
    stepTable(status).join('\n'),
    // The Web UI's frame cuts off the last line.
    SPACE,
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

const RUN_WORDS: Record<RunState, string> = {
  scheduled: 'scheduled',
  held: 'held',
  running: 'running',
  contained: 'contained',
  blocked: 'blocked',
  completed: 'completed',
  completedWithExceptions: 'completed with exceptions',
  rescinded: 'rescinded',
  cancelled: 'cancelled',
};

/** Whether the leaver can still get in: what an operator wants to know first. */
function standing(status: OffboardingStatus, { rescind }: Known): string {
  const { state, effectiveAt, startedAt, containedAt, finishedAt, steps } = status;
  if (status.dryRun) {
    const { wouldBe } = status;
    return `Nothing is changed.${wouldBe ? ` A real run would be ${RUN_WORDS[wouldBe]}.` : ''}`;
  }
  if (state === 'scheduled') return `Nothing is done before ${moment(effectiveAt)} UTC.`;
  if (startedAt === undefined) return 'Nothing has been done.';
  if (state === 'rescinded') {
    const isReset = steps.some((s) => s.step === 'rotateZoomPassword' && s.state === 'done');
    const reset = isReset ? ', and the user must reset the Zoom password' : '';
    return `Taken back: what could be restored is. Ended sessions stay ended${reset}.`;
  }
  if (rescind) return 'Being taken back: access is restored.';
  if (containedAt !== undefined)
    return `Contained ${moment(containedAt)} UTC, ${timeBetween(startedAt, containedAt)} after the start.`;
  const since = finishedAt === undefined ? 'Not contained yet' : 'Never contained';
  return `${since}: the leaver may still get in.`;
}

function nextMove(status: OffboardingStatus, { rescind, policy }: Known): string {
  const { state, finishedAt, needs } = status;
  if (finishedAt !== undefined) return `Ended ${moment(finishedAt)} UTC.`;
  if (state === 'scheduled') return 'The signals startNow, reschedule and rescind change that.';
  if (needs.length === 0) return 'Nobody need do anything.';
  const meanwhile =
    state === 'blocked' && policy && !rescind
      ? ` Until then the sessions are revoked again every ${policy.sweepInterval}.`
      : '';
  return `A person is needed.${meanwhile}`;
}

/** What is needed, and the argument to copy: `by` and `reason` are empty, so that nobody forgets them. */
function needParagraphs({ step, code, message, decisions }: Need): string[] {
  const title = step === undefined ? wholeRun(code) : STEP_TITLES[step];
  const why = `**${title}** (${escapeMarkdown(code, IN_A_NAME)}): ${escapeMarkdown(message)}`;
  const answers = step === undefined ? 'release' : 'decide';
  // A policy file that cannot be read is mended, not released.
  if (code === 'policy.unreadable') return [why];
  const decision = decisions.find((one) => one === 'demoteAndRetry') ?? decisions[0];
  const argument = { ...(step && { step, decision }), by: '', reason: '' };
  return [
    why,
    `To answer: More Actions, Send an Update, ${answers}, with`,
    `\`\`\`\n${JSON.stringify(argument)}\n\`\`\``,
  ];
}

const wholeRun = (code: string): string =>
  code === 'hr.withdrawn' ? 'HR took the termination back' : 'The run is held';

const DECISION_WORDS: Record<Decision, string> = {
  retry: 'try again, what stood in the way is mended',
  skip: 'leave it undone',
  markDone: 'it was done by hand',
  demoteAndRetry: 'withdraw the Zoom role, then try again',
};

function decisionList(needs: Need[]): string {
  const offered = [...new Set(needs.flatMap(({ decisions }) => decisions))];
  return offered.map((decision) => `- \`${decision}\`: ${DECISION_WORDS[decision]}`).join('\n');
}

const STEP_WORDS: Record<StepState, string> = {
  pending: '· to do',
  running: '▸ running',
  retrying: '↻ retrying',
  done: '✔ done',
  notApplicable: '○ nothing to do',
  blocked: '✖ blocked',
  skipped: '» skipped',
  reversed: '↩ reversed',
};

function stepTable({ steps, needs, startedAt }: OffboardingStatus): string[] {
  const explained = needs.map(({ step }) => step);
  return [
    `| step | state | ${cell('since (UTC)')} | |`,
    '|:--|:--|:--|:--|',
    ...steps.map((step) => {
      const { state, attempts, at } = step;
      const words = `${STEP_WORDS[state]}${attempts > 1 ? `, ${attempts} times` : ''}`;
      const since = at === undefined ? '' : moment(at, startedAt);
      const note = explained.includes(step.step) ? 'see above' : noteOn(step);
      return `| ${[cell(STEP_TITLES[step.step]), cell(words), cell(since), note].join(' | ')} |`;
    }),
  ];
}

/** The Web UI leaves no room between cells, and breaks the short ones for a long one's sake. */
const cell = (text: string): string => `${text} `.replaceAll(' ', SPACE);

const noteOn = ({ code, message, nextAttemptAt }: StepStatus): string =>
  [
    nextAttemptAt === undefined ? '' : `Next try ${moment(nextAttemptAt)}.`,
    escapeMarkdown([code, message].filter(Boolean).join(': '), IN_A_CELL),
  ]
    .join(' ')
    .trim();

/** `17:00:01` on the day of `sameDay`, else `2026-11-27 17:00:01`. Cut out, not parsed: details never fail a run. */
function moment(at: string, sameDay = ''): string {
  const [day, time] = [at.slice(0, 10), at.slice(11, 19)];
  return day === sameDay.slice(0, 10) ? time : `${day} ${time}`;
}

function timeBetween(from: string, to: string): string {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1_000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}
