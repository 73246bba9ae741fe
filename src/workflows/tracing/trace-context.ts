import { workflowInfo } from '@temporalio/workflow';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { TRACE_HEADER } from '../../domain/workflow-span';

/** Where a span stands in its trace, as W3C's `traceparent` says it. */
export interface SpanPlace {
  traceId: string;
  spanId: string;
  traceFlags: number;
}

type Headers = Record<string, Payload>;

const TRACEPARENT = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/;

/** Who started us, where they are traced. */
export function placeIn(headers: Headers): SpanPlace | undefined {
  const payload = headers[TRACE_HEADER];
  if (!payload) return undefined;
  const { traceparent = '' } = readMap(payload);
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags ?? '01', 16) };
}

/** Anybody can send a header: what cannot be read says nothing. */
function readMap(payload: Payload): { traceparent?: string } {
  try {
    const map: unknown = defaultPayloadConverter.fromPayload(payload);
    const { traceparent } = (map ?? {}) as { traceparent?: unknown };
    return typeof traceparent === 'string' ? { traceparent } : {};
  } catch {
    return {};
  }
}

export function withPlace(headers: Headers, { traceId, spanId, traceFlags }: SpanPlace): Headers {
  const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  return { ...headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload({ traceparent }) };
}

/** A run that nobody traced has a trace of its own, which goes by its run id. */
export const ownTraceId = (): string => workflowInfo().firstExecutionRunId.replaceAll('-', '');

/**
 * The id of the run's nth span: the same when its history is replayed. Not out of the workflow's random numbers: runs
 * that began without traces would find others there than their history has.
 */
export function spanIdOf(n: number): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of `${workflowInfo().runId}:${n}`) {
    hash ^= BigInt(character.charCodeAt(0));
    hash = BigInt.asUintN(64, hash * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
