/** A figure of the engine's own, as Prometheus gets it. */
export interface Figure {
  kind: 'counter' | 'gauge' | 'histogram';
  /** As it is made: a counter is exported with `_total` after it, a histogram with its unit. */
  name: string;
  /** Of a histogram. */
  unit?: 'seconds';
  help: string;
  /** Those of our own; the SDK may add others. None of them ever names a person, a run or an address. */
  labels: readonly string[];
  /** Upper bounds, of a histogram. */
  buckets?: readonly number[];
}

const figures = <Name extends string>(all: Record<Name, Figure>): Record<Name, Figure> => all;

/** What the process itself records, silent where a history is replayed. Dry runs count nowhere. */
export const RUN_FIGURES = figures({
  timeToContained: {
    kind: 'histogram',
    name: 'offboarding_time_to_contained',
    unit: 'seconds',
    help: 'From the moment a leaver was due until the leaver could get in no more.',
    labels: ['urgency', 'origin'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600],
  },
  stepTries: {
    kind: 'counter',
    name: 'offboarding_step_tries',
    help: 'Tries of a step by what became of them; code is that of the failure, or why there was nothing to do.',
    labels: ['step', 'outcome', 'code'],
  },
  sweeps: {
    kind: 'counter',
    name: 'offboarding_sweeps',
    help: 'Sweeps: how often the sessions of a leaver were revoked again, by what became of it.',
    labels: ['outcome'],
  },
  decisions: {
    kind: 'counter',
    name: 'offboarding_decisions',
    help: 'What people decided about steps that waited for them.',
    labels: ['step', 'decision'],
  },
  runsEnded: {
    kind: 'counter',
    name: 'offboarding_runs_ended',
    help: 'Runs that came to their end, by how.',
    labels: ['state'],
  },
  breakerTrips: {
    kind: 'counter',
    name: 'offboarding_breaker_trips',
    help: 'How often a feed sent more automatic terminations than the policy lets through.',
    labels: ['source'],
  },
});

/** What a worker records of its calls to the outside. */
export const CALL_FIGURES = figures({
  calls: {
    kind: 'counter',
    name: 'offboarding_provider_calls',
    help: 'Calls to providers by HTTP status (none: no answer came whole) and code of the failure (empty: it did what was asked).',
    labels: ['provider', 'call', 'status', 'code'],
  },
  latency: {
    kind: 'histogram',
    name: 'offboarding_provider_latency',
    unit: 'seconds',
    help: 'From the request that leaves to the last byte of its answer, or to giving up.',
    labels: ['provider', 'call'],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  throttled: {
    kind: 'counter',
    name: 'offboarding_provider_throttled',
    help: 'Answers with HTTP 429. There from the start, with 0.',
    labels: ['provider'],
  },
  denied: {
    kind: 'counter',
    name: 'offboarding_provider_denied',
    help: 'Answers that refuse the engine itself: its token, a permission, a scope. There from the start, with 0.',
    labels: ['provider'],
  },
  notices: {
    kind: 'counter',
    name: 'offboarding_notices',
    help: 'Tries to deliver a notice to people, by what became of them.',
    labels: ['channel', 'outcome'],
  },
});

/** What a worker reads from the lists of Temporal; all workers of a namespace say the same. */
export const LIST_FIGURES = figures({
  runs: {
    kind: 'gauge',
    name: 'offboarding_runs',
    help: 'Runs under way by state, with what HR asks about; unseen: no worker has given it a state yet.',
    labels: ['state'],
  },
  waiting: {
    kind: 'gauge',
    name: 'offboarding_waiting',
    help: 'Who waits for a person now, by code. One with two codes counts in both.',
    labels: ['code'],
  },
  late: {
    kind: 'gauge',
    name: 'offboarding_late',
    help: 'Leavers who were due more than 5 minutes ago and may still get in, whoever is to blame.',
    labels: [],
  },
  breakerTripped: {
    kind: 'gauge',
    name: 'offboarding_breaker_tripped',
    help: '1 while the breaker holds automatic terminations, else 0.',
    labels: [],
  },
  readAt: {
    kind: 'gauge',
    name: 'offboarding_lists_read_timestamp_seconds',
    help: 'When the gauges about runs were last read, in seconds since 1970. When it stands still, so do they.',
    labels: [],
  },
  readFailures: {
    kind: 'counter',
    name: 'offboarding_lists_read_failures',
    help: 'How often they could not be read.',
    labels: [],
  },
});

/** The name that Prometheus knows it by. */
export function exportedName({ kind, name, unit }: Figure): string {
  if (kind === 'counter') return `${name}_total`;
  return unit === undefined ? name : `${name}_${unit}`;
}
