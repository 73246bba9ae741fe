import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { CallObserver } from '../providers/http';

/** A span for every call to a provider, within the activity that makes it. Neither paths nor ids: those name people. */
export const traceCalls =
  (tracer: Tracer): CallObserver =>
  ({ provider, call, method }) => {
    const span = tracer.startSpan(`${provider}.${call}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        'offboarding.provider': provider,
        'offboarding.call': call,
        'http.request.method': method,
      },
    });
    return ({ status, code }) => {
      if (status !== undefined) span.setAttribute('http.response.status_code', status);
      if (code !== undefined) {
        span.setAttribute('offboarding.code', code);
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    };
  };
