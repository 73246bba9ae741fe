import { SpanKind, SpanStatusCode, type HrTime } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { InjectedSinks } from '@temporalio/worker';
import type { WorkflowSpan } from '../domain/workflow-span';

const hrTime = (ms: number): HrTime => [Math.floor(ms / 1_000), (ms % 1_000) * 1_000_000];

function readable(span: WorkflowSpan, resource: Resource): ReadableSpan {
  const { name, traceId, spanId, traceFlags, parentSpanId, startedAt, endedAt } = span;
  return {
    name,
    resource,
    kind: SpanKind.INTERNAL,
    spanContext: () => ({ traceId, spanId, traceFlags }),
    ...(parentSpanId !== undefined && { parentSpanId }),
    startTime: hrTime(startedAt),
    endTime: hrTime(endedAt),
    duration: hrTime(endedAt - startedAt),
    ended: true,
    status: { code: span.failed ? SpanStatusCode.ERROR : SpanStatusCode.OK },
    attributes: { run_id: span.runId, workflowType: span.workflowType },
    events: [],
    links: [],
    instrumentationLibrary: { name: 'offboarding-engine' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Where the spans of the process come out of its sandbox: src/workflows/tracing tells of them. */
export const workflowSinks = (
  processor: SpanProcessor,
  resource: Resource,
): InjectedSinks<{ spans: { ended(span: WorkflowSpan): void } }> => ({
  spans: {
    ended: { fn: (_info, span) => processor.onEnd(readable(span, resource)) },
  },
});
