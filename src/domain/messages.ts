import { z } from 'zod';
import { instantSchema } from './request';
import { DECISIONS } from './status';
import { STEP_NAMES } from './steps';

/** Each message names who sent it and why: the record needs both. */
export const said = () => ({
  by: z.string('must say who sends it').trim().min(1, 'must say who sends it').max(200),
  reason: z.string('must say why').trim().min(1, 'must say why').max(500),
});

/** The arguments of the messages a run takes. */
export const newMessageSchemas = () => ({
  rescind: z.strictObject(said()),
  startNow: z.strictObject(said()),
  release: z.strictObject(said()),
  reschedule: z.strictObject({ ...said(), effectiveAt: instantSchema() }),
  decide: z.strictObject({ ...said(), step: z.enum(STEP_NAMES), decision: z.enum(DECISIONS) }),
});

export type MessageArguments = {
  [M in keyof ReturnType<typeof newMessageSchemas>]: z.output<
    ReturnType<typeof newMessageSchemas>[M]
  >;
};
export type MessageName = keyof MessageArguments;
export type Decide = MessageArguments['decide'];

/** Names on the wire, with the words the Web UI shows beside each. */
export const MESSAGES = {
  status: 'Where the run stands: state, steps, what it needs. No argument.',
  report: 'The evidence: every attempt, decision and message so far. No argument.',
  rescind:
    'Take the termination back. Before the effective time: nothing is done. After it: access is restored. {"by":"…","reason":"…"}',
  reschedule:
    'Move a scheduled run. {"effectiveAt":"2026-11-27T17:00:00+01:00","by":"…","reason":"…"}',
  startNow: 'Start a scheduled run at once. {"by":"…","reason":"…"}',
  decide:
    'Answer a blocked step with retry, skip, markDone or demoteAndRetry. {"step":"deactivateZoomUser","decision":"retry","by":"…","reason":"…"}',
  release:
    'Let a held run go; or let one go on that HR took back after its start. {"by":"…","reason":"…"}',
} as const;
