import type { RunOverview } from '../../client/run-list';
import { idOf, leaverOf } from '../../client/waiting';
import { visible } from '../../domain/evidence/visible-text';
import { STEP_TITLES, type StepName } from '../../domain/steps';
import type { Candidate } from './blocked-candidates';

/** What came of one decision. */
export interface Outcome {
  run: RunOverview;
  /** Absent: nothing was sent. */
  step?: StepName;
  /** `over`: it waited no more, and needed no answer. */
  outcome: 'accepted' | 'failed' | 'over';
  message?: string;
}

/** Of a run that a list, a moment behind, still shows. */
export const OVER = 'waits with it no more';

const nameOf = (run: RunOverview): string => {
  const [leaver, id] = [leaverOf(run), idOf(run)];
  return visible(leaver === id ? leaver : `${leaver} (${id})`);
};

const count = (number: number): string => `${number} run${number === 1 ? '' : 's'}`;

interface Asked {
  code: string;
  source: string | undefined;
  decision: string;
}

/** Whom the decision would go to, and whom not, and why. */
export function overviewLines(
  candidates: readonly Candidate[],
  { code, source, decision }: Asked,
): string[] {
  const of = source === undefined ? '' : ` of source ${visible(source)}`;
  if (candidates.length === 0) return [`No run${of} is blocked on ${visible(code)}.`];
  const ready = candidates.filter(({ steps }) => steps.length > 0);
  const rest = candidates.filter(({ steps }) => steps.length === 0);
  return [
    `${count(ready.length)}${of} blocked on ${visible(code)} can take ${decision}:`,
    ...ready.map(
      ({ run, steps }) => `  ${nameOf(run)}: ${steps.map((step) => STEP_TITLES[step]).join(', ')}`,
    ),
    ...rest.map(({ run, problem = OVER }) => `  – not ${nameOf(run)}: ${visible(problem)}`),
  ];
}

const SIGNS: Record<Outcome['outcome'], string> = { accepted: '✔', failed: '✖', over: '–' };

export function lineOf({ run, step, outcome, message }: Outcome): string {
  const what = step === undefined ? '' : `: ${STEP_TITLES[step]}`;
  return `${SIGNS[outcome]} ${nameOf(run)}${what}${message === undefined ? '' : `: ${visible(message)}`}`;
}

/** "11 accepted, 1 not, 2 needed none." */
export function summaryOf(counts: {
  accepted: number;
  failed: number;
  over: number;
  unsent: number;
}): string {
  const { accepted, failed, over, unsent } = counts;
  const parts = [
    `${accepted} accepted`,
    failed > 0 && `${failed} not`,
    over > 0 && `${over} needed none any more`,
    unsent > 0 && `${unsent} not sent`,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}
