import { ApplicationFailure, type Context } from '@temporalio/activity';
import { decisionsFor } from '../domain/decisions';
import { verdictOn, type Verdict } from '../domain/error-policy';
import { failureCode, mayHaveHappened, type ProviderFailure } from '../domain/provider-failure';
import type { ProviderExchange } from '../domain/provider';
import { backoffDelay, retryAtDelay } from '../domain/retry-delay';
import {
  STEP_RETRYING,
  type StepFailure,
  type StepInput,
  type StepRetrying,
} from '../domain/step-result';
import type { CallContext } from '../providers/http';
import { ProviderError } from '../providers/provider-error';

/** Look-ups that confirm a provider's "not found"; each answers whether the user is unknown there too. */
export interface Confirmations {
  findUser?: (input: StepInput, call: CallContext) => Promise<boolean>;
}

interface Surroundings {
  input: StepInput;
  context: Context;
  call: CallContext;
  exchanges: ProviderExchange[];
  confirmations: Confirmations;
}

/** The answer where the error policy says that all is well; throws where it does not. */
export async function reactTo(
  failure: ProviderFailure,
  around: Surroundings,
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
async function isConfirmed(lookUp: 'findUser' | undefined, around: Surroundings): Promise<boolean> {
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
  around: Surroundings,
): Promise<ApplicationFailure> {
  const { context, input } = around;
  const delay = delayBeforeNext(failure, verdict, around);
  const details: StepFailure = {
    code: failureCode(failure),
    message: `${verdict.meaning} ${providerSays(failure)}${verdict.fix}`,
    reaction: verdict.reaction.kind,
    mayHaveHappened: mayHaveHappened(failure),
    decisions: decisionsFor(verdict),
    ...(verdict.reaction.kind === 'compensate'
      ? { containment: verdict.reaction.compensation }
      : {}),
    attempt: context.info.attempt,
    at: new Date().toISOString(),
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(Date.now() + delay).toISOString() }),
    exchanges: around.exchanges,
  };
  if (delay !== undefined) await tellTheRun(context, { ...details, step: input.step });
  return ApplicationFailure.create({
    message: details.message,
    type: details.code,
    details: [details],
    ...(delay === undefined ? { nonRetryable: true } : { nextRetryDelay: delay }),
  });
}

const providerSays = ({ provider, message }: ProviderFailure): string =>
  message === ''
    ? ''
    : `${provider === 'zoom' ? 'Zoom' : 'Cloudflare'} says: "${message.replace(/\.$/, '')}". `;

/** Milliseconds before the next try; undefined when this was the last. */
function delayBeforeNext(
  failure: ProviderFailure,
  { reaction }: Verdict,
  { context, input }: Surroundings,
): number | undefined {
  const { attempt } = context.info;
  const { retry } = input.policy;
  if (attempt >= retry.maximumAttempts) return undefined;
  if (reaction.kind === 'retry') {
    return attempt >= (reaction.limit ?? Infinity)
      ? undefined
      : backoffDelay(attempt, retry, Math.random());
  }
  if (reaction.kind === 'retryAt') {
    return retryAtDelay(
      failure.retryAfter,
      reaction.otherwise,
      input.policy,
      Date.now(),
      Math.random(),
    );
  }
  return undefined;
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
