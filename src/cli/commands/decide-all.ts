import type { OffboardingClient } from '../../client';
import { AlreadyEnded } from '../../client/errors';
import type { StepName } from '../../domain/steps';
import { sayAwaitedCodes } from '../runs/awaited-codes';
import { sayKnownSources } from '../runs/known-sources';
import { candidateOf, problemOf, type Candidate } from '../runs/blocked-candidates';
import { confirm, mustBeAskable } from '../terminal/confirm';
import { print, printJson, type CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';
import { lineOf, OVER, overviewLines, summaryOf, type Outcome } from '../runs/render-decisions';
import { whoSays, withClient } from '../session';
import { sideBySide } from '../terminal/side-by-side';

type DecideAll = InvocationOf<'decide-all'>;

const AT_A_TIME = 10;

/** `decide --blocked-on`: the same answer to every run that waits with the same code. */
export async function decideAll(context: CliContext, invocation: DecideAll): Promise<ExitCode> {
  const { yes, json, code, decision, source, reason } = invocation;
  mustBeAskable(context, invocation);
  const said = { by: whoSays(context, invocation.by), reason };
  return withClient(context, async (client) => {
    const candidates = await candidatesFor(context, client, invocation);
    const ready = candidates.filter(({ steps }) => steps.length > 0);
    if (!json) print(context.stdout, overviewLines(candidates, { code, source, decision }));
    if (candidates.length === 0) {
      await sayAwaitedCodes(context, client);
      await sayKnownSources(context, client, source);
    }
    const isWanted = async () => {
      if (ready.length === 0 || yes) return !context.interrupted.aborted;
      const whom = ready.length === 1 ? 'this run' : `these ${ready.length} runs`;
      return confirm(context, `Send ${decision} to ${whom}?`);
    };
    if (!(await isWanted())) {
      print(context.stderr, ['Nothing was sent.']);
      return context.interrupted.aborted ? EXIT.INTERRUPTED : EXIT.OK;
    }
    const sent = await sideBySide(pairsOf(ready), AT_A_TIME, context.interrupted, async (pair) => {
      const outcome = await send(client, pair, { ...said, decision });
      if (!json) print(context.stdout, [lineOf(outcome)]);
      return outcome;
    });
    return tell(context, invocation, [...notSent(candidates), ...sent], ready);
  });
}

async function candidatesFor(
  { interrupted }: CliContext,
  client: OffboardingClient,
  { code, decision, source }: DecideAll,
): Promise<Candidate[]> {
  const filter = { states: ['blocked'], blockedOn: code, ...(source ? { source } : {}) };
  const runs = (await client.runs.find(filter)).filter(({ kind }) => kind === 'run');
  // Lists have the newest first; who waits longest is answered first.
  return sideBySide(runs.reverse(), AT_A_TIME, interrupted, (run) =>
    candidateOf(client, run, code, decision),
  );
}

type Pair = Pick<Outcome, 'run'> & { step: StepName };
const pairsOf = (ready: readonly Candidate[]): Pair[] =>
  ready.flatMap(({ run, steps }) => steps.map((step) => ({ run, step })));

const notSent = (candidates: readonly Candidate[]): Outcome[] =>
  candidates.flatMap(({ run, problem, isOver }): Outcome[] => {
    if (isOver) return [{ run, outcome: 'over', message: OVER }];
    return problem === undefined ? [] : [{ run, outcome: 'failed', message: problem }];
  });

async function send(
  client: OffboardingClient,
  { run, step }: Pair,
  decide: { by: string; reason: string; decision: DecideAll['decision'] },
): Promise<Outcome> {
  try {
    await client.decide(run.workflowId, { ...decide, step });
    return { run, step, outcome: 'accepted' };
  } catch (error) {
    if (error instanceof AlreadyEnded) return { run, step, outcome: 'over', message: OVER };
    return { run, step, outcome: 'failed', message: problemOf(error) };
  }
}

function tell(
  { stdout, interrupted }: CliContext,
  { json, code, decision }: DecideAll,
  outcomes: readonly Outcome[],
  ready: readonly Candidate[],
): ExitCode {
  const unsent = pairsOf(ready).length - outcomes.filter(({ step }) => step).length;
  const number = (kind: Outcome['outcome']) =>
    outcomes.filter(({ outcome }) => outcome === kind).length;
  const counts = { accepted: number('accepted'), failed: number('failed'), over: number('over') };
  if (json)
    printJson(stdout, {
      ...{ code, decision, ...counts, unsent },
      runs: outcomes.map(({ run, ...rest }) => ({ workflowId: run.workflowId, ...rest })),
    });
  else if (outcomes.length > 0) print(stdout, [summaryOf({ ...counts, unsent })]);
  if (interrupted.aborted) return EXIT.INTERRUPTED;
  return counts.failed > 0 ? EXIT.REFUSED : EXIT.OK;
}
