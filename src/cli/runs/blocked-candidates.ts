import type { OffboardingClient } from '../../client';
import { AlreadyEnded, OffboardingClientError } from '../../client/errors';
import type { RunOverview } from '../../client/run-list';
import type { Decision } from '../../domain/status';
import type { StepName } from '../../domain/steps';

/** A run that a list shows as blocked on a code, as it says itself that it stands. */
export interface Candidate {
  run: RunOverview;
  /** The steps that wait with that code and offer the decision. */
  steps: StepName[];
  /** Why there is none. */
  problem?: string;
  /** It waits with that code no more: somebody was faster, or the cause went away. */
  isOver?: true;
  /** It could not say. */
  isUnasked?: true;
}

/** What a run that cannot be asked, or says no, says about it; without Temporal nothing goes on. */
export function problemOf(error: unknown): string {
  if (!(error instanceof OffboardingClientError) || error.code === 'not_connected') throw error;
  return error.message;
}

/** Asks a run which of its steps wait with the code and take the decision. */
export async function candidateOf(
  client: OffboardingClient,
  run: RunOverview,
  code: string,
  decision: Decision,
): Promise<Candidate> {
  try {
    const { needs } = await client.status(run.workflowId);
    const asking = needs.filter((need) => need.code === code);
    if (asking.length === 0) return { run, steps: [], isOver: true };
    const steps = asking.flatMap(({ step, decisions }) =>
      step && decisions.includes(decision) ? [step] : [],
    );
    if (steps.length > 0) return { run, steps };
    const offered = [...new Set(asking.flatMap(({ decisions }) => decisions))];
    const problem =
      offered.length > 0
        ? `takes only ${offered.join(', ')}`
        : 'is asked about as a whole: release or rescind it';
    return { run, steps: [], problem };
  } catch (error) {
    if (error instanceof AlreadyEnded) return { run, steps: [], isOver: true };
    return { run, steps: [], problem: problemOf(error), isUnasked: true };
  }
}
