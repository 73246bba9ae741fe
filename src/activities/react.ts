import type { ApplicationFailure, Context } from '@temporalio/activity';
import { decisionsFor } from '../domain/decisions';
import { verdictOn, type Verdict } from '../domain/error-policy';
import { failureCode, mayHaveHappened, type ProviderFailure } from '../domain/provider-failure';
import {
  STEP_RETRYING,
  type StepFailure,
  type StepInput,
  type StepRetrying,
} from '../domain/step-result';
import type { CallContext } from '../providers/http';
import { ProviderError } from '../providers/provider-error';
import { activityFailure, describeFailure } from './call-failure';
import type { Surroundings } from './provider-work';

/** Look-ups that confirm a provider's "not found"; each answers whether the user is unknown there too. */
export interface Confirmations {
  findUser?: (input: StepInput, call: CallContext) => Promise<boolean>;
}

interface StepSurroundings extends Surroundings {
  input: StepInput;
  confirmations: Confirmations;
}

/** The answer where the error policy says that all is well; throws where it does not. */
export async function reactTo(
  failure: ProviderFailure,
  around: StepSurroundings,
): Promise<{ outcome: 'done' | 'notApplicable'; code: string; message: string }> {
  const verdict = verdictOn(failure);
  const code = failureCode(failure);
  const { reaction } = verdict;
  if (reaction.kind === 'done') return { outcome: 'done', code, message: verdict.meaning };
  if (reaction.kind === 'notApplicable' && (await isConfirmed(reaction.confirmBy, around))) {
    return { outcome: 'notApplicable', code, message: verdict.meaning };
  }
  throw await refusal(failure, verdict, around);
}

/** A look-up that fails confirms nothing: then its own failure decides what is done. */
async function isConfirmed(
  lookUp: 'findUser' | undefined,
  around: StepSurroundings,
): Promise<boolean> {
  if (lookUp === undefined) return true;
  try {
    return (await around.confirmations[lookUp]?.(around.input, around.call)) ?? false;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw await refusal(error.failure, verdictOn(error.failure), around);
  }
}

async function refusal(
  failure: ProviderFailure,
  verdict: Verdict,
  around: StepSurroundings,
): Promise<ApplicationFailure> {
  const { context, input } = around;
  const { details, delay } = describeFailure(failure, verdict, around, input.policy);
  const ofStep: StepFailure = {
    ...details,
    mayHaveHappened: mayHaveHappened(failure),
    decisions: decisionsFor(verdict),
    ...(verdict.reaction.kind === 'compensate'
      ? { containment: verdict.reaction.compensation }
      : {}),
  };
  if (delay !== undefined) {
    const { activityType } = context.info;
    await tellTheRun(context, { ...ofStep, step: input.step, activity: activityType });
  }
  return activityFailure(ofStep, delay);
}

/** The run learns of a retry by a signal; where that fails, the retry itself matters more. */
async function tellTheRun(context: Context, retrying: StepRetrying): Promise<void> {
  const execution = context.info.workflowExecution;
  if (!execution) return;
  try {
    await context.client.workflow
      .getHandle(execution.workflowId, execution.runId)
      .signal(STEP_RETRYING, retrying);
  } catch (error) {
    context.log.warn('could not tell the run about a retry', { error: String(error) });
  }
}
