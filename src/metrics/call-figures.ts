import type { MetricMeter } from '@temporalio/common';
import { boundedCode } from '../domain/causes';
import { CALL_FIGURES } from '../domain/figures';
import { HR_PROVIDERS, type Provider, type ProviderExchange } from '../domain/provider';
import type { CallObserver } from '../providers/http';

const THROTTLED = 429;
const REFUSED = [401, 403];
const STALE_TOKEN = '124';

/**
 * Codes with other statuses that refuse the engine itself: its credentials, a scope, a permission. Zoom's 124 is not
 * among them: a token that it takes no more is replaced, and all is well.
 */
const REFUSALS: Partial<Record<Provider, readonly string[]>> = {
  zoom: [
    ...['104', '4700', '4711'],
    ...['invalid_client', 'invalid_grant', 'invalid_request', 'unsupported_grant_type'],
  ],
  cloudflare: ['1001', '6003', '9106', '9107'],
};

/** Whether the answer refuses the engine itself, rather than what it asked for. */
function isDenied({ provider, status = 0, code = '' }: ProviderExchange): boolean {
  const own = code.split('.').pop() ?? '';
  if (provider === 'zoom' && own === STALE_TOKEN) return false;
  return REFUSED.includes(status) || (REFUSALS[provider]?.includes(own) ?? false);
}

/** Counts and times every call to a provider. What alerts look for is there with 0 from the start. */
export function countCalls(meter: MetricMeter): CallObserver {
  const counter = ({ name, help }: { name: string; help: string }) =>
    meter.createCounter(name, undefined, help);
  const calls = counter(CALL_FIGURES.calls);
  const throttled = counter(CALL_FIGURES.throttled);
  const denied = counter(CALL_FIGURES.denied);
  const { name, unit, help } = CALL_FIGURES.latency;
  const latency = meter.createHistogram(name, 'float', unit, help);
  for (const provider of ['zoom', 'cloudflare', ...HR_PROVIDERS]) {
    throttled.add(0, { provider });
    denied.add(0, { provider });
  }
  return ({ provider, call }) =>
    (exchange) => {
      const { status = 'none', code = '', durationMs } = exchange;
      calls.add(1, { provider, call, status: String(status), code: boundedCode(code) });
      latency.record(durationMs / 1_000, { provider, call });
      if (status === THROTTLED) throttled.add(1, { provider });
      if (isDenied(exchange)) denied.add(1, { provider });
    };
}
