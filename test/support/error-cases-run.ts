import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verdictOn } from '../../src/domain/error-policy';
import { failureCode } from '../../src/domain/provider-failure';
import type { ProviderCall } from '../../src/domain/provider';
import type { AttemptEntry } from '../../src/domain/report';
import { isFinal, type OffboardingStatus } from '../../src/domain/status';
import { Engine } from './engine';
import { failureOf, isCloudflareCall, isZoomCall, type ErrorCase, type Fault } from './error-cases';

/** No provider limits but those that are scripted, and patience: only the error policy decides what happens when. */
const TABLE_ENGINE = {
  policy: { stagePatience: '1m', sweepInterval: '1m' },
  simulators: {
    seed: 'empty',
    zoomSettings: { rateLimited: false },
    cloudflareSettings: { rateLimited: false },
  },
} as const;

/** Calls that are about no user, so that a fault of theirs hits every run. */
const HITS_EVERYBODY: ProviderCall[] = ['issueToken', 'getSecuritySettings'];

/** A case under way: whose access is taken, and by which run. */
export interface CaseRun {
  readonly email: string;
  readonly workflowId: string;
}

type EngineOptions = NonNullable<Parameters<typeof Engine.start>[0]>;

/** One engine, the runs of all cases side by side in it, and a test for each. */
export function testCases(
  title: string,
  cases: readonly ErrorCase[],
  options: EngineOptions = {},
  alsoCheck: (engine: Engine, one: ErrorCase, run: CaseRun) => void = () => undefined,
): void {
  describe(title, () => {
    let engine: Engine;
    let runs: Map<ErrorCase, CaseRun>;
    beforeAll(async () => {
      engine = await startTableEngine(options);
      runs = await beginCases(engine, cases);
    });
    afterAll(() => engine.stop());

    it.each(cases)('$name', async (one) => {
      const run = runs.get(one)!;
      await checkCase(engine, one, run);
      alsoCheck(engine, one, run);
    });
  });
}

/** The tests' policy, and on top of it that of the options. */
export const startTableEngine = ({ policy, ...options }: EngineOptions = {}): Promise<Engine> =>
  Engine.start({ ...TABLE_ENGINE, ...options, policy: { ...TABLE_ENGINE.policy, ...policy } });

/** More at once keep a slow machine's only worker so busy that calls run into their time limits. */
const AT_ONCE = 16;

/** Starts the run of every case, some side by side, each for a leaver of its own. */
export async function beginCases(
  engine: Engine,
  cases: readonly ErrorCase[],
): Promise<Map<ErrorCase, CaseRun>> {
  const runs = new Map<ErrorCase, CaseRun>();
  for (const [index, one] of cases.entries()) {
    const before = cases[index - AT_ONCE];
    if (before) await comesToRest(engine, before, runs.get(before)!);
    runs.set(one, await beginCase(engine, one, `case-${index + 1}@example.com`));
  }
  return runs;
}

export async function beginCase(engine: Engine, one: ErrorCase, email: string): Promise<CaseRun> {
  const { zoom, cloudflare } = engine.simulators;
  zoom.addUser({ email, ...one.zoomUser });
  if (one.cloudflareUser !== 'unknown') cloudflare.addUser({ email, ...one.cloudflareUser });
  const [main, ...before] = one.faults;
  if (!one.natural) for (const fault of [...before, main]) script(engine, fault, email);
  return { email, workflowId: await engine.begin({ email, ...one.request }) };
}

function script({ simulators }: Engine, { call, fault, ...rest }: Fault, email: string): void {
  const user = HITS_EVERYBODY.includes(call) ? {} : { user: email };
  const simulator = isCloudflareCall(call) ? simulators.cloudflare : simulators.zoom;
  // The name fits the call: the simulator refuses what does not.
  simulator.addFault({ call, ...(fault && { fault }), ...user, ...rest } as never);
}

/** Nothing more will happen but by a person or a later sweep. */
export const isAtRest = ({ state, steps }: OffboardingStatus): boolean =>
  isFinal(state) ||
  (state === 'blocked' &&
    steps.every(
      (step) =>
        !['running', 'retrying', 'pending'].includes(step.state) ||
        (step.state === 'pending' &&
          ['verifyAccessRemoved', 'freeZeroTrustSeat'].includes(step.step)),
    ));

function comesToRest(engine: Engine, { expected }: ErrorCase, run: CaseRun) {
  const isThere =
    expected.state === 'retrying'
      ? (status: OffboardingStatus) => stepIn(status, expected.step)?.state === 'retrying'
      : isAtRest;
  return engine.until(run.workflowId, isThere);
}

const stepIn = ({ steps }: OffboardingStatus, name: string) =>
  steps.find(({ step }) => step === name);

/** Waits for the case's run to come to rest, and compares all that can be seen of it with what the case expects. */
export async function checkCase(engine: Engine, one: ErrorCase, run: CaseRun): Promise<void> {
  const { expected } = one;
  const status = await comesToRest(engine, one, run);
  const { state, code, attempts, nextAttemptAt } = stepIn(status, expected.step)!;
  expect({ state, code, attempts, run: status.state }).toEqual({
    state: expected.state,
    code: expected.code,
    attempts: expected.attempts,
    run: expected.run,
  });
  expect(status.needs).toEqual(
    expected.needs.map(([step, reason, decisions = ['retry', 'skip', 'markDone']]) => ({
      step,
      code: reason,
      decisions,
      message: expect.stringMatching(/\w/),
    })),
  );
  expect(status.containedAt !== undefined).toBe(expected.contained);
  checkCalls(engine, one, run, nextAttemptAt);
  if (expected.passwordChanges !== undefined)
    expect(engine.simulators.zoom.user(run.email)?.passwordChanges).toBe(expected.passwordChanges);
  await checkEvidence(engine, one, run);
}

/** How often the provider was called, and never before the time that it or the policy named. */
function checkCalls(
  { simulators }: Engine,
  { faults: [{ call }], expected }: ErrorCase,
  { email }: CaseRun,
  nextAttemptAt: string | undefined,
): void {
  const calls = isZoomCall(call)
    ? simulators.zoom.requests({ call, ...(!HITS_EVERYBODY.includes(call) && { user: email }) })
    : simulators.cloudflare.requests({ call, user: email });
  expect(calls).toHaveLength(expected.calls);
  if (expected.waits === undefined) return;
  const failed = calls.filter(({ fault }) => fault !== undefined);
  expect(failed.length).toBeGreaterThan(0);
  for (const one of failed) {
    const next = calls[calls.indexOf(one) + 1]?.at ?? nextAttemptAt;
    if (next === undefined) continue; // the last of all
    expect(Date.parse(next) - Date.parse(one.at)).toBeGreaterThanOrEqual(expected.waits);
  }
}

/** The row that the case is there for is the one that decided: its code, and its words, are in the evidence. */
async function checkEvidence(
  engine: Engine,
  one: ErrorCase,
  { workflowId }: CaseRun,
): Promise<void> {
  const failure = failureOf(one);
  const code = failureCode(failure);
  const { expected } = one;
  const { entries } = await engine.report(workflowId);
  const tries = entries.filter((entry): entry is AttemptEntry => entry.kind === 'attempt');
  if (expected.calls > 0) {
    const seen = tries.flatMap(({ exchanges }) => exchanges);
    expect(seen).toContainEqual(expect.objectContaining({ call: failure.call, code }));
  }
  const decided = tries.filter((entry) => entry.step === expected.step && entry.code === code);
  if (expected.code === code) expect(decided).not.toEqual([]);
  const { meaning } = verdictOn(failure);
  for (const { message } of decided) expect(message).toContain(meaning);
}
