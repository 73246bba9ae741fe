import { Counter, Histogram, type Registry } from 'prom-client';

/** What became of a request that tells of events. */
export type Outcome = 'handshake' | 'accepted' | 'ignored' | 'refused' | 'unavailable';

export interface IntakeMetrics {
  /** `code` names the refusal, as the answer does; empty for what was taken. */
  told(source: string, outcome: Outcome, code: string): void;
  request(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Around the 3 s after which the quickest senders give up. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];

export function createMetrics(registry: Registry): IntakeMetrics {
  const events = new Counter({
    name: 'offboarding_intake_requests_total',
    help: 'Requests that tell of HR events, by source, what became of them, and why they were refused.',
    labelNames: ['source', 'outcome', 'code'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'offboarding_intake_request_seconds',
    help: 'Time to answer a request, by method, route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  return {
    told: (source, outcome, code) => events.inc({ source, outcome, code }),
    request: (labels, took) => seconds.observe(labels, took),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** By the status of the answer. */
export function outcomeOf(status: number): Outcome {
  if (status === 503) return 'unavailable';
  if (status >= 400) return 'refused';
  if (status === 200) return 'handshake';
  return status === 204 ? 'ignored' : 'accepted';
}
