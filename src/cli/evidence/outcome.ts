import type {
  AttemptEntry,
  DecisionEntry,
  OffboardingReport,
  ReportEntry,
} from '../../domain/report';
import type { Need, StepStatus } from '../../domain/status';
import { STEP_TITLES, type StepName } from '../../domain/steps';
import { wordFor } from '../status/render-status';
import type { Fact } from './facts';

/** What became of it all: what each heading holds is a step's title, and why or by whom. Empty ones are left out. */
export function outcomeOf(report: OffboardingReport): { title: string; facts: Fact[] }[] {
  const { status, entries } = report;
  const list = (title: string, holds: (step: StepStatus) => string | undefined) => ({
    title,
    facts: status.steps.flatMap((step): Fact[] => {
      const words = holds(step);
      return words === undefined ? [] : [[STEP_TITLES[step.step], words]];
    }),
  });
  return [
    list('Verified', ({ step, state, at, message }) =>
      step === 'verifyAccessRemoved' && state === 'done'
        ? [message, at && `seen at ${at}`].filter(Boolean).join(', ')
        : undefined,
    ),
    list('Done by hand, as a person said', (step) =>
      step.state === 'done' ? saidBy(markedDone(entries, step.step)) : undefined,
    ),
    list('Nothing to do, and why', ({ state, message, code }) =>
      state === 'notApplicable' ? (message ?? code ?? 'no reason given') : undefined,
    ),
    list('Skipped, and by whom', ({ state, message, code }) =>
      state === 'skipped' ? (message ?? code ?? 'no reason given') : undefined,
    ),
    list('Taken back', ({ state, at }) =>
      state === 'reversed' ? (at === undefined ? 'reversed' : `reversed at ${at}`) : undefined,
    ),
    list('Left open', ({ state, code, nextAttemptAt }) =>
      isOpen(state)
        ? [wordFor(state), code, nextAttemptAt && `next attempt at ${nextAttemptAt}`]
            .filter(Boolean)
            .join(', ')
        : undefined,
    ),
  ].filter(({ facts }) => facts.length > 0);
}

const OPEN: readonly StepStatus['state'][] = ['pending', 'running', 'retrying', 'blocked'];
const isOpen = (state: StepStatus['state']): boolean => OPEN.includes(state);

const saidBy = (entry: DecisionEntry | undefined): string | undefined =>
  entry && `${entry.by}, at ${entry.at}: ${entry.reason}`;

/** The decision by which the step is done, unless a provider did it since. */
function markedDone(entries: readonly ReportEntry[], step: StepName): DecisionEntry | undefined {
  const last = entries.findLast(
    (entry) =>
      (entry.kind === 'decision' && entry.step === step && entry.decision === 'markDone') ||
      (entry.kind === 'attempt' && entry.step === step && isFulfilling(entry.outcome)),
  );
  return last?.kind === 'decision' ? last : undefined;
}

const isFulfilling = (outcome: AttemptEntry['outcome']): boolean =>
  outcome === 'done' || outcome === 'notApplicable';

/** What waits for a person, a line each. */
export const needWords = ({ step, code, message, decisions }: Need): string => {
  const where = step === undefined ? '' : `${STEP_TITLES[step]}: `;
  const answers = decisions.length > 0 ? ` (decide: ${decisions.join(', ')})` : '';
  return `${where}${code}: ${message}${answers}`;
};
