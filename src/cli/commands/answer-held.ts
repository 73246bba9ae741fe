import type { OffboardingClient } from '../../client';
import { OffboardingClientError } from '../../client/errors';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { whoSays, withClient } from '../session';

interface Outcome {
  workflowId: string;
  source?: string;
  /** Absent: it was accepted. */
  problem?: string;
}

/** `release --all`, `release --source`, `rescind --held`: whatever the breaker holds, one after the other. */
export const answerHeld = (
  context: CliContext,
  invocation: InvocationOf<'answer-held'>,
): Promise<ExitCode> =>
  withClient(context, async (client) => {
    const { answer, source, reason, json } = invocation;
    const said = { by: whoSays(context, invocation.by), reason };
    const held = await client.heldRuns.list(source);
    const outcomes: Outcome[] = [];
    for (const run of held) {
      const outcome = { ...run, ...(await problemOf(client, answer, run.workflowId, said)) };
      outcomes.push(outcome);
      if (!json) print(context.stdout, [lineOf(outcome)]);
    }
    // Whatever was answered, somebody has looked: what comes next is not held for what came before.
    await client.heldRuns.resetBreaker(source ? { source } : {});
    const failed = outcomes.filter(({ problem }) => problem !== undefined).length;
    const accepted = outcomes.length - failed;
    if (json) printJson(context.stdout, { answer, accepted, failed, runs: outcomes });
    else print(context.stdout, [summary(answer, source, accepted, failed)]);
    return failed > 0 ? EXIT.REFUSED : EXIT.OK;
  });

async function problemOf(
  client: OffboardingClient,
  answer: 'release' | 'rescind',
  id: string,
  said: { by: string; reason: string },
): Promise<Pick<Outcome, 'problem'>> {
  try {
    await client[answer](id, said);
    return {};
  } catch (error) {
    // One that was answered meanwhile must not keep the others waiting; without Temporal nothing goes on.
    if (!(error instanceof OffboardingClientError) || error.code === 'not_connected') throw error;
    return { problem: error.message };
  }
}

const lineOf = ({ workflowId, source, problem }: Outcome): string =>
  `${problem === undefined ? '✔' : '✖'} ${workflowId}${source ? ` (${source})` : ''}${problem === undefined ? '' : `: ${problem}`}`;

function summary(
  answer: 'release' | 'rescind',
  source: string | undefined,
  accepted: number,
  failed: number,
): string {
  const of = source === undefined ? '' : ` of source ${source}`;
  if (accepted + failed === 0) return `The breaker holds no run${of}.`;
  const word = answer === 'release' ? 'released' : 'taken back';
  return `${accepted} ${word}${failed > 0 ? `, ${failed} not` : ''}.`;
}
