import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace-base';

/**
 * The only attributes that leave the process. Temporal's interceptors add all that they know of a run: its workflow id,
 * which may be made of an e-mail address, and its memo, which holds one.
 */
const KEPT = new Set([
  ...['run_id', 'workflowType', 'temporalActivityId'],
  ...['offboarding.step', 'offboarding.provider', 'offboarding.call', 'offboarding.code'],
  ...['http.request.method', 'http.response.status_code', 'exception.type'],
]);

/** Names, numbers, ids. No address of a person fits. */
const PLAIN = /^[\w.:-]{1,100}$/;

const isPlain = (value: AttributeValue | undefined): boolean =>
  typeof value === 'string' ? PLAIN.test(value) : typeof value === 'number';

const cleanAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => KEPT.has(name) && isPlain(value)),
  );

/** `SignalWorkflow:rescind`; what comes after the colon can be chosen by whoever sends it. */
function cleanName(name: string): string {
  if (PLAIN.test(name)) return name;
  const kind = name.split(':', 1)[0] ?? '';
  return PLAIN.test(kind) ? `${kind}:other` : 'other';
}

/** Of an error only its type: its message may quote a provider, and a provider the leaver. */
const cleanEvent = ({ name, time, attributes = {} }: TimedEvent): TimedEvent => ({
  name: cleanName(name),
  time,
  attributes: cleanAttributes(attributes),
});

/** The span without anything that could name a person or hold a secret. */
export function cleanSpan(span: ReadableSpan): ReadableSpan {
  const { traceId, spanId, traceFlags } = span.spanContext();
  const { kind, startTime, endTime, duration, ended, resource, instrumentationLibrary } = span;
  return {
    ...{ kind, startTime, endTime, duration, ended, resource, instrumentationLibrary },
    ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
    name: cleanName(span.name),
    spanContext: () => ({ traceId, spanId, traceFlags }),
    status: { code: span.status.code },
    attributes: cleanAttributes(span.attributes),
    events: span.events.map(cleanEvent),
    links: [],
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
