import { describe, expect, it } from '@jest/globals';
import { boundedCode } from '../../src/domain/causes';
import { dueAt } from '../../src/domain/due-at';
import { boundedSource, EVENT_SOURCES } from '../../src/domain/hr/sources';
import type { StateEntry } from '../../src/domain/report';
import { HR_SOURCES } from '../../src/intake/sources';
import { countCalls } from '../../src/metrics/call-figures';
import type { Provider, ProviderExchange } from '../../src/domain/provider';

describe('a code as a label', () => {
  it.each([
    ['', ''],
    ['zoom.400.200', 'zoom.400.200'],
    ['zoom.403', 'zoom.403'],
    ['zoom.429.429', 'zoom.429.429'],
    ['zoom.timeout', 'zoom.timeout'],
    ['zoom.cancelled', 'zoom.cancelled'],
    ['cloudflare.200.unexpected', 'cloudflare.200.unexpected'],
    ['employee.notFoundAnywhere', 'employee.notFoundAnywhere'],
    ['zoom.400.jane-doe', 'zoom.400.other'],
    ['zoom.999.1', 'zoom.other'],
    ['zoom.constructor', 'zoom.other'],
    ['constructor', 'other'],
    ['somebody@example.com', 'other'],
  ])('%s is %s', (code, label) => {
    expect(boundedCode(code)).toBe(label);
  });
});

describe('a source as a label', () => {
  it('is one that the intake knows', () => {
    expect([...EVENT_SOURCES].sort()).toEqual(
      [...HR_SOURCES.map(({ name }) => name), 'scim'].sort(),
    );
    expect(boundedSource('okta')).toBe('okta');
    expect(boundedSource('whatever anybody sends')).toBe('other');
  });
});

describe('the moment from which the time to containment counts', () => {
  const DUE = '2026-11-27T16:00:00.000Z';
  const LATER = '2026-11-27T17:00:00.000Z';
  const states = (...all: StateEntry['state'][]): StateEntry[] =>
    all.map((state) => ({ kind: 'state', at: DUE, state }));

  it.each([
    ['is the start of a run that did not wait', [], LATER, LATER],
    ['is the effective time, although the worker woke late', states('scheduled'), LATER, DUE],
    ['is the release, where people held the run', states('held', 'scheduled'), LATER, LATER],
  ])('%s', (_what, entries, startedAt, expected) => {
    expect(dueAt({ entries, startedAt, effectiveAt: DUE })).toBe(expected);
  });

  it('is none before the start', () => {
    expect(dueAt({ entries: [], effectiveAt: DUE })).toBeUndefined();
  });
});

describe('an answer that refuses the engine itself', () => {
  /** What was added to `offboarding_provider_denied` for it. */
  function deniedBy(exchange: Partial<ProviderExchange> & { provider: Provider }): number {
    let denied = 0;
    const nothing = { add: () => undefined, record: () => undefined };
    const meter = {
      createHistogram: () => nothing,
      createCounter: (name: string) =>
        name.endsWith('_denied') ? { add: (many: number) => (denied += many) } : nothing,
    };
    const observe = countCalls(meter as never);
    const call = exchange.provider === 'zoom' ? 'getUser' : 'revokeUser';
    observe({ provider: exchange.provider, call, method: 'GET' })({
      ...{ call, at: '', durationMs: 1 },
      ...exchange,
    });
    return denied;
  }

  it.each([
    ['zoom', 403, 'zoom.403', 1],
    ['zoom', 400, 'zoom.400.4711', 1],
    ['zoom', 400, 'zoom.400.invalid_client', 1],
    ['zoom', 401, 'zoom.401.124', 0],
    ['zoom', 400, 'zoom.400.1117', 0],
    ['zoom', 204, undefined, 0],
    ['cloudflare', 401, 'cloudflare.401.1000', 1],
    ['cloudflare', 400, 'cloudflare.400.9106', 1],
    ['cloudflare', 404, 'cloudflare.404.12135', 0],
    ['gusto', 401, 'gusto.401', 1],
  ] as const)('%s %i %s: %i', (provider, status, code, expected) => {
    expect(deniedBy({ provider, status, ...(code && { code }) })).toBe(expected);
  });
});
