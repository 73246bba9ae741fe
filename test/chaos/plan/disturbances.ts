import * as fc from 'fast-check';
import type { Simulators } from '../../../src/simulator';
import type { Break } from '../parts/line';

type FaultOf<P extends 'zoom' | 'cloudflare'> = NonNullable<
  Parameters<Simulators[P]['addFault']>[0]['fault']
>;
export type ProviderName = 'zoom' | 'cloudflare';

/** What happens to a provider's answers for a while. */
export type Trouble =
  | { provider: 'zoom'; fault: FaultOf<'zoom'>; retryAfterSeconds?: number }
  | { provider: 'cloudflare'; fault: FaultOf<'cloudflare'>; retryAfterSeconds?: number };

export type Happening =
  | { kind: 'killWorker' | 'drainWorker'; worker: number }
  | { kind: 'killIntake' }
  | { kind: 'stopTemporal'; how: 'stopped' | 'killed' }
  | { kind: 'cutLine' | 'stallLine'; line: LineName }
  | { kind: 'breakAnswers'; provider: ProviderName; times: number; share: number; how: Break }
  | ({ kind: 'failAll' } & Trouble)
  /** It may have happened: the call does its work, and then fails. */
  | ({ kind: 'failAfterwards'; times: number } & Trouble)
  | { kind: 'hang'; provider: ProviderName; times: number }
  | { kind: 'slow'; provider: ProviderName; delayMs: number }
  | { kind: 'slowToken'; delayMs: number }
  | { kind: 'failToken'; times: number }
  | { kind: 'revokeTokens' }
  | { kind: 'signInAgain' };

export type LineName = ProviderName | 'workers' | 'intake' | 'client';

/** @property at as a share of the storm; @property durationMs for what lasts */
export type Disturbance = Happening & { at: number; durationMs: number };

const kind = <K extends Happening['kind']>(name: K) => fc.constant(name);
const whole = (min: number, max: number) => fc.integer({ min, max });
const share = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);
const provider = fc.constantFrom<ProviderName>('zoom', 'cloudflare');
const line = fc.constantFrom<LineName>('zoom', 'cloudflare', 'workers', 'intake', 'client');

const throttled: fc.Arbitrary<Trouble> = fc
  .tuple(
    fc.constantFrom(
      { provider: 'zoom', fault: 'zoom.any.429.perSecond.seconds' } as const,
      { provider: 'zoom', fault: 'zoom.any.429.perSecond.httpDate' } as const,
      { provider: 'cloudflare', fault: 'cloudflare.any.429.971' } as const,
      { provider: 'cloudflare', fault: 'cloudflare.any.429.isoDateTime' } as const,
    ),
    whole(1, 3),
  )
  .map(([trouble, retryAfterSeconds]) => ({ ...trouble, retryAfterSeconds }));

/** Faults that pass by themselves: whoever is blocked by one must come out of it without a person. */
const passing: fc.Arbitrary<Trouble> = fc.constantFrom<Trouble[]>(
  ...(
    ['zoom.any.500', 'zoom.any.503', 'zoom.any.500.empty', 'zoom.any.500.malformed'] as const
  ).map((fault) => ({ provider: 'zoom', fault }) as const),
  ...(['zoom.any.502.html', 'zoom.any.504.empty', 'zoom.any.200.html'] as const).map(
    (fault) => ({ provider: 'zoom', fault }) as const,
  ),
  ...(['zoom.any.200.malformed', 'zoom.any.reset', 'zoom.any.429.concurrent'] as const).map(
    (fault) => ({ provider: 'zoom', fault }) as const,
  ),
  ...(['cloudflare.any.500', 'cloudflare.any.503', 'cloudflare.any.500.10001'] as const).map(
    (fault) => ({ provider: 'cloudflare', fault }) as const,
  ),
  ...(['cloudflare.any.502.html', 'cloudflare.any.408', 'cloudflare.any.409'] as const).map(
    (fault) => ({ provider: 'cloudflare', fault }) as const,
  ),
  ...(
    ['cloudflare.any.200.malformed', 'cloudflare.any.200.html', 'cloudflare.any.reset'] as const
  ).map((fault) => ({ provider: 'cloudflare', fault }) as const),
);

const lineTrouble = fc.record({ kind: fc.constantFrom('cutLine', 'stallLine'), line });
const workerTrouble = fc.record({
  kind: fc.constantFrom('killWorker', 'killWorker', 'drainWorker'),
  // Which one: see `inTurn`.
  worker: fc.constant(0),
});
const intakeTrouble = fc.record({ kind: kind('killIntake') });
const temporalTrouble = fc.record({
  kind: kind('stopTemporal'),
  how: fc.constantFrom('stopped', 'killed'),
});
const brokenAnswers = fc.record({
  kind: kind('breakAnswers'),
  provider,
  times: whole(1, 10),
  share,
  how: fc.constantFrom<Break>('closed', 'reset'),
});
const failAll = (trouble: fc.Arbitrary<Trouble>) =>
  trouble.map((what) => ({ kind: 'failAll' as const, ...what }));
const failAfterwards = fc
  .tuple(passing, whole(2, 15))
  .map(([trouble, times]) => ({ kind: 'failAfterwards' as const, times, ...trouble }));

/** What no storm may be without. */
const ESSENTIAL = [
  workerTrouble.map((what) => ({ ...what, kind: 'killWorker' as const })),
  workerTrouble.map((what) => ({ ...what, kind: 'drainWorker' as const })),
  temporalTrouble,
  lineTrouble.map((what) => ({ ...what, kind: 'cutLine' as const })),
  brokenAnswers,
  failAll(throttled),
  failAfterwards,
  intakeTrouble,
] as fc.Arbitrary<Happening>[];

const happening = fc.oneof(
  { weight: 8, arbitrary: workerTrouble },
  { weight: 4, arbitrary: intakeTrouble },
  { weight: 4, arbitrary: temporalTrouble },
  { weight: 7, arbitrary: lineTrouble },
  { weight: 5, arbitrary: brokenAnswers },
  { weight: 4, arbitrary: failAll(throttled) },
  { weight: 6, arbitrary: failAll(passing) },
  { weight: 6, arbitrary: failAfterwards },
  { weight: 3, arbitrary: fc.record({ kind: kind('hang'), provider, times: whole(1, 4) }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('slow'), provider, delayMs: whole(200, 2_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('slowToken'), delayMs: whole(1_000, 4_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('failToken'), times: whole(1, 3) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('revokeTokens') }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('signInAgain') }) },
) as fc.Arbitrary<Happening>;

/** Longer than a heartbeat is waited for, at the longest: the worker is thought lost, and is not. */
const lasting = (what: fc.Arbitrary<Happening>): fc.Arbitrary<Disturbance> =>
  fc.tuple(what, share, whole(500, 5_000), whole(1, 8)).map(([happens, at, ms, longer]) => ({
    ...happens,
    at,
    durationMs: happens.kind === 'stallLine' && longer > 5 ? ms + 10_000 : ms,
  }));

/** Left to chance, one worker may be hit each time, and the others never. */
function inTurn(disturbances: readonly Disturbance[]): Disturbance[] {
  let next = 0;
  return disturbances.map((one) => ('worker' in one ? { ...one, worker: next++ } : one));
}

/** The storm, in the order of its moments. The same for the same seed. */
export function drawDisturbances(seed: number, count: number): Disturbance[] {
  const [essential] = fc.sample(fc.noBias(fc.tuple(...ESSENTIAL.map(lasting))), {
    seed,
    numRuns: 1,
  });
  const others = fc.sample(fc.noBias(lasting(happening)), { seed, numRuns: count });
  return inTurn([...(essential ?? []), ...others].slice(0, count).sort((a, b) => a.at - b.at));
}
