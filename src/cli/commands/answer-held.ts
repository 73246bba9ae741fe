import type { OffboardingClient } from '../../client';
import { OffboardingClientError } from '../../client/errors';
import type { HeldRun } from '../../client/held-runs';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { sayKnownSources } from '../runs/known-sources';
import { whoSays, withClient } from '../session';
import { confirm, mustBeAskable } from '../terminal/confirm';

interface Outcome extends HeldRun {
  /** Absent: it was accepted. */
  problem?: string;
}

/** So many are named before a person is asked. */
const LISTED = 20;

/** `release --all`, `release --source`, `rescind --held`: whatever the breaker holds, one after the other. */
export async function answerHeld(
  context: CliContext,
  invocation: InvocationOf<'answer-held'>,
): Promise<ExitCode> {
  mustBeAskable(context, invocation);
  return withClient(context, async (client) => {
    const { answer, source, reason, json } = invocation;
    const said = { by: whoSays(context, invocation.by), reason };
    const held = await client.heldRuns.list(source);
    if (held.length === 0) await sayKnownSources(context, client, source);
    if (!(await isWanted(context, invocation, held))) {
      print(context.stderr, ['Nothing was sent.']);
      return context.interrupted.aborted ? EXIT.INTERRUPTED : EXIT.OK;
    }
    const outcomes: Outcome[] = [];
    for (const run of held) {
      const outcome = { ...run, ...(await problemOf(client, answer, run.workflowId, said)) };
      outcomes.push(outcome);
      if (!json) print(context.stdout, [lineOf(outcome)]);
    }
    const failed = outcomes.filter(({ problem }) => problem !== undefined).length;
    const accepted = outcomes.length - failed;
    // Somebody has looked: what comes next is not held for what came before.
    if (accepted > 0 || failed === 0) await client.heldRuns.resetBreaker(source ? { source } : {});
    if (json) printJson(context.stdout, { answer, accepted, failed, runs: outcomes });
    else print(context.stdout, [summary(answer, source, accepted, failed)]);
    return failed > 0 ? EXIT.REFUSED : EXIT.OK;
  });
}

/** A person at a terminal sees first how much that is. */
async function isWanted(
  context: CliContext,
  { answer, yes }: InvocationOf<'answer-held'>,
  held: readonly HeldRun[],
): Promise<boolean> {
  if (yes || held.length === 0) return true;
  print(context.stdout, [
    'The breaker holds:',
    ...held.slice(0, LISTED).map((run) => `  ${nameOf(run)}`),
    ...(held.length > LISTED ? [`  and ${held.length - LISTED} more`] : []),
  ]);
  const whom = held.length === 1 ? 'this run' : `all ${held.length}`;
  return confirm(context, `${answer === 'release' ? 'Release' : 'Take back'} ${whom}?`);
}

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

const nameOf = ({ workflowId, source }: HeldRun): string =>
  `${workflowId}${source ? ` (${source})` : ''}`;

const lineOf = ({ problem, ...run }: Outcome): string =>
  `${problem === undefined ? '✔' : '✖'} ${nameOf(run)}${problem === undefined ? '' : `: ${problem}`}`;

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
