import type { RunState } from '../status';
import type { StepName } from '../steps';

/** What people away from any screen are told of. */
export const NOTICE_KINDS = [
  'blocked',
  'held',
  'delayed',
  'breakerTripped',
  'contained',
  'completed',
  'reversed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * One thing that happened. Names the leaver by e-mail and no other personal data; provider messages stay in the
 * run, since nobody knows what they quote.
 */
export interface Notice {
  /** `test`: sent by hand, to see whether it arrives. */
  kind: NoticeKind | 'test';
  /** ISO 8601, UTC. */
  at: string;
  /** Temporal's id of the run it happened to; a workflow id may be made of the employee's. */
  runId: string;
  email?: string;
  /** The run's state at that moment. */
  state?: RunState;
  /** Whether the access is cut already; with `blocked` and `delayed`. */
  contained?: boolean;
  /** With `delayed`: when the provider is asked again. ISO 8601, UTC. */
  nextAttemptAt?: string;
  /** What stands in the way: the engine's code, and the first step that it stopped, if any. */
  code?: string;
  step?: StepName;
  /** With `contained`: from the start of the offboarding until the access was cut. */
  secondsToContained?: number;
  /** With `breakerTripped`: the source of HR events whose terminations are held from now on. */
  source?: string;
}

/** The workflow that delivers one notice, for as long as it takes, without anybody waiting for it. */
export const NOTICE_WORKFLOW_TYPE = 'sendNotice';
/** A queue of its own: a receiver that hangs takes no worker's time from the offboardings. */
export const NOTICE_TASK_QUEUE = 'offboarding-notices';
/** Slack takes one message a second, and what waits for it must hold nothing else up. */
export const SLACK_TASK_QUEUE = 'offboarding-notices-slack';

/** Whom a person must answer, or know of at once, goes before what is good to know; 1 is first. */
export const noticePriority = (kind: Notice['kind']): number =>
  kind === 'contained' || kind === 'completed' || kind === 'reversed' ? 5 : 1;

/** Where notices can go. */
export const NOTICE_CHANNELS = ['slack', 'webhook'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];
