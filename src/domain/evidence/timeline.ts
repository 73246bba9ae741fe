import type { OffboardingReport, ReportEntry } from '../report';
import type { RunState } from '../status';
import { STEP_TITLES, type StepName } from '../steps';
import { marksOf, type Mark } from './marks';
import { timeScale, type Tick } from './time-scale';

export interface Lane {
  title: string;
  marks: Mark[];
}

/** A state of the run, from one moment to the next; 0 to 1. */
export interface StateSpan {
  state: RunState;
  from: number;
  to: number;
}

/** A moment that the whole picture is about. */
export interface Milestone {
  name: 'effective' | 'started' | 'contained' | 'finished';
  at: string;
  x: number;
}

/** What the picture of a run shows, without a word about how it looks. Places are 0 (the earliest) to 1 (the latest). */
export interface Timeline {
  lanes: Lane[];
  states: StateSpan[];
  /** Where the run stands, or how it ended. */
  state: RunState;
  milestones: Milestone[];
  ticks: Tick[];
}

/** @param asOf when the report was read of a run under way: its last state goes on until then */
export function timelineOf({ status, entries }: OffboardingReport, asOf?: string): Timeline {
  const named = (
    [
      ['effective', status.effectiveAt],
      ['started', status.startedAt],
      ['contained', status.containedAt],
      ['finished', status.finishedAt],
    ] as const
  ).flatMap(([name, at]) => (at === undefined ? [] : [{ name, at }]));
  const moments = [
    ...named.map(({ at }) => at),
    ...entries.flatMap((entry) => [entry.at, ...lastOf(entry)]),
    ...(asOf === undefined ? [] : [asOf]),
  ];
  const origin = status.startedAt ?? entries[0]?.at ?? status.effectiveAt;
  const scale = timeScale(moments, origin, status.startedAt ? 'start' : 'first entry');

  const steps = status.steps.filter(({ attempts, state }) => attempts > 0 || state !== 'pending');
  const lane = (title: string, own: (entry: ReportEntry) => boolean): Lane => ({
    title,
    marks: marksOf(entries.filter(own), scale),
  });
  const messages = lane('Messages', ({ kind }) => kind === 'message');
  return {
    lanes: [
      ...(messages.marks.length > 0 ? [messages] : []),
      ...steps.map(({ step }) => lane(STEP_TITLES[step], (entry) => isAbout(entry, step))),
    ],
    states: spansOf(entries, scale.x),
    state: status.state,
    milestones: named.map((milestone) => ({ ...milestone, x: scale.x(milestone.at) })),
    ticks: scale.ticks,
  };
}

const lastOf = (entry: ReportEntry): string[] =>
  entry.kind === 'attempt' && entry.until !== undefined ? [entry.until] : [];

const isAbout = (entry: ReportEntry, step: StepName): boolean =>
  (entry.kind === 'attempt' || entry.kind === 'decision') && entry.step === step;

/** Of a run that changes its state with every sweep for months, as much as can be told apart. */
const NARROWEST = 1 / 200;

function spansOf(entries: readonly ReportEntry[], x: (at: string) => number): StateSpan[] {
  const spans: StateSpan[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'state') continue;
    const from = x(entry.at);
    const last = spans.at(-1);
    if (last) last.to = from;
    // What was too short to be seen makes room; the state that stays is always there.
    if (last && last.to - last.from < NARROWEST)
      spans.splice(-1, 1, { ...last, state: entry.state, to: 1 });
    else spans.push({ state: entry.state, from, to: 1 });
  }
  return spans;
}
