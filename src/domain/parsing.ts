import { z } from 'zod';
import {
  newBatchMessageSchemas,
  newBatchRequestSchema,
  type BatchMessageArguments,
  type BatchMessageName,
  type BatchRequest,
} from './batch/schemas';
import type { CountTermination, Verdict } from './breaker';
import { newCountTerminationSchema, newVerdictSchema } from './breaker-messages';
import type { HrEvent } from './hr/event';
import { newHrEventSchema } from './hr/event-schema';
import { newHrOrderSchema, type HrOrder } from './hr/order';
import { newMessageSchemas, type MessageArguments, type MessageName } from './messages';
import { newOffboardingRequestSchema, type OffboardingRequest } from './request';

/** What became of input from outside. `problem` names each field and says what is right. */
export type Parsed<T> = { value: T } | { problem: string; issues: unknown[] };

// Not exported: a workflow sandbox freezes whatever its shared modules export, and a schema completes itself on use.
const requestSchema = newOffboardingRequestSchema();
const messageSchemas = newMessageSchemas();
const hrEventSchema = newHrEventSchema();
const hrOrderSchema = newHrOrderSchema();
const batchRequestSchema = newBatchRequestSchema();
const batchMessageSchemas = newBatchMessageSchemas();

const countTerminationSchema = newCountTerminationSchema();
const verdictSchema = newVerdictSchema();

const parse = <T>(schema: z.ZodType<T>, input: unknown): Parsed<T> => {
  const { data, error } = schema.safeParse(input);
  return error ? { problem: z.prettifyError(error), issues: error.issues } : { value: data };
};

export const parseRequest = (input: unknown): Parsed<OffboardingRequest> =>
  parse(requestSchema, input);

export const parseHrEvent = (input: unknown): Parsed<HrEvent> =>
  parse(hrEventSchema as z.ZodType<HrEvent>, input);

export const parseHrOrder = (input: unknown): Parsed<HrOrder> => parse(hrOrderSchema, input);

export const parseCountTermination = (input: unknown): Parsed<CountTermination> =>
  parse(countTerminationSchema as z.ZodType<CountTermination>, input);

export const parseVerdict = (input: unknown): Parsed<Verdict> => parse(verdictSchema, input);

export const parseMessage = <M extends MessageName>(
  name: M,
  argument: unknown,
): Parsed<MessageArguments[M]> =>
  parse(messageSchemas[name] as unknown as z.ZodType<MessageArguments[M]>, argument);

export const parseBatchRequest = (input: unknown): Parsed<BatchRequest> =>
  parse(batchRequestSchema, input);

export const parseBatchMessage = <M extends BatchMessageName>(
  name: M,
  argument: unknown,
): Parsed<BatchMessageArguments[M]> =>
  parse(batchMessageSchemas[name] as unknown as z.ZodType<BatchMessageArguments[M]>, argument);
