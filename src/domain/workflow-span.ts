/** Something that the process did, from its workflow to where spans leave. Plain data: it crosses the sandbox. */
export interface WorkflowSpan {
  /** `RunWorkflow:offboardEmployee`, `StartActivity:deactivateZoomUser`. */
  name: string;
  /** 32 and 16 hexadecimal digits. */
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  /** W3C's: 1 where it is wanted. */
  traceFlags: number;
  /** Milliseconds since 1970, on the workflow's clock. */
  startedAt: number;
  endedAt: number;
  failed: boolean;
  runId: string;
  workflowType: string;
}

/** The header in which Temporal's own interceptors for OpenTelemetry hand a trace on, as a map with `traceparent`. */
export const TRACE_HEADER = '_tracer-data';
