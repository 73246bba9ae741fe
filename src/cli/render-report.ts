import type { ProviderExchange } from '../domain/provider';
import type {
  AttemptEntry,
  DecisionEntry,
  MessageEntry,
  OffboardingReport,
  ReportEntry,
  StateEntry,
} from '../domain/report';
import type { OffboardingStatus } from '../domain/status';
import { STEP_TITLES } from '../domain/steps';
import { duration, timeToContained } from './render-status';

/** Text from outside on one line: a provider's message must not move the cursor or look like a line of its own. */
// eslint-disable-next-line no-control-regex
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');

type Fact = [name: string, value: string | undefined];

/** Facts under each other; what is not known is left out. */
function facts(list: readonly Fact[]): string[] {
  const known = list.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const width = Math.max(0, ...known.map(([name]) => name.length));
  return known.map(([name, value]) => `  ${name.padEnd(width)}  ${plain(value)}`);
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? ['', title, ...lines] : [];

/** The evidence as text: who asked for it, what was done with which answer, who decided, what is left. */
export function renderReport(report: OffboardingReport): string[] {
  const { request, status, entries } = report;
  return [
    `Offboarding of ${request.email}${status.dryRun ? ' (dry run: nothing was changed)' : ''}`,
    '',
    ...facts(headFacts(report)),
    ...section('What happened, in UTC', entries.flatMap(entryLines)),
    ...section('Steps', stepLines(status)),
    ...section('Nothing to do, and why', notApplicableLines(status)),
    ...section('Still needed', needLines(status)),
  ];
}

function headFacts({ request, status, workflowId, runId }: OffboardingReport): Fact[] {
  const contained = timeToContained(status);
  return [
    ['state', status.state],
    ['time to contained', contained === undefined ? 'not contained' : duration(contained)],
    ['asked for by', request.requestedBy ?? 'not recorded'],
    ['source', request.source],
    ['reason', request.reason],
    ['urgency', request.urgency],
    ['employee id', request.employeeId],
    ['Zoom user', request.zoomUserId],
    ['effective at', status.effectiveAt],
    ['started at', status.startedAt],
    ['contained at', status.containedAt],
    ['finished at', status.finishedAt],
    ['workflow', workflowId],
    ['run', runId],
  ];
}

function entryLines(entry: ReportEntry): string[] {
  const [first, ...rest] = {
    attempt: attemptLines,
    decision: decisionLines,
    message: messageLines,
    state: stateLines,
  }[entry.kind](entry as never);
  return [`  ${entry.at}  ${plain(first ?? '')}`, ...rest.map((line) => `    ${plain(line)}`)];
}

const OUTCOMES: Record<AttemptEntry['outcome'], string> = {
  done: 'done',
  notApplicable: 'nothing to do',
  failed: 'failed',
};

function attemptLines(entry: AttemptEntry): string[] {
  const { step, attempt, outcome, code, message, nextAttemptAt, times, until, exchanges } = entry;
  const result = [OUTCOMES[outcome], code].filter(Boolean).join(', ');
  return [
    `${STEP_TITLES[step]}, attempt ${attempt}: ${result}`,
    ...exchanges.map(exchangeLine),
    ...(message ? [message] : []),
    ...(nextAttemptAt ? [`next attempt at ${nextAttemptAt}`] : []),
    ...(times ? [`the same ${times} times, last at ${until ?? entry.at}`] : []),
  ];
}

function exchangeLine(exchange: ProviderExchange): string {
  const { provider, call, at, durationMs, status, code, requestId } = exchange;
  const answer = status === undefined ? 'no answer' : `HTTP ${status}`;
  return [
    `${provider} ${call} at ${at}: ${[answer, code].filter(Boolean).join(', ')}`,
    duration(durationMs),
    requestId && `request ${requestId}`,
  ]
    .filter(Boolean)
    .join(', ');
}

const decisionLines = ({ step, decision, by, reason }: DecisionEntry): string[] => [
  `${by} decided ${decision} for "${STEP_TITLES[step]}": ${reason}`,
];

const messageLines = ({ message, by, reason, effectiveAt, refused }: MessageEntry): string[] => [
  `${by ?? 'somebody'} sent ${message}${effectiveAt ? ` to ${effectiveAt}` : ''}${reason ? `: ${reason}` : ''}`,
  ...(refused ? [`refused: ${refused}`] : []),
];

const stateLines = ({ state, message }: StateEntry): string[] => [
  `the run is ${state}${message ? `: ${message}` : ''}`,
];

function stepLines({ steps }: OffboardingStatus): string[] {
  return facts(
    steps.map(({ step, state, attempts, code, at }) => [
      STEP_TITLES[step],
      [state, attempts > 1 && `${attempts} attempts`, code, at].filter(Boolean).join(', '),
    ]),
  );
}

const notApplicableLines = ({ steps }: OffboardingStatus): string[] =>
  facts(
    steps
      .filter(({ state }) => state === 'notApplicable')
      .map(({ step, message, code }) => [STEP_TITLES[step], message ?? code ?? 'no reason given']),
  );

const needLines = ({ needs }: OffboardingStatus): string[] =>
  needs.map(({ step, code, message, decisions }) => {
    const where = step ? `${STEP_TITLES[step]}: ` : '';
    const answers = decisions.length > 0 ? ` (decide: ${decisions.join(', ')})` : '';
    return `  ${plain(`${where}${code}: ${message}${answers}`)}`;
  });
