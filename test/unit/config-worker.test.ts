import { describe, expect, it } from '@jest/globals';
import { checkWorker } from '../../src/config/worker';

describe('what a worker is told of itself', () => {
  it('is nothing, by default: no probes, half a minute to drain', () => {
    expect(checkWorker({})).toEqual({ value: { drainMs: 30_000, cachedWorkflows: 500 } });
  });

  it('is where its probes listen, how long it drains, and how much it keeps in memory', () => {
    const checked = checkWorker({
      WORKER_HOST: '0.0.0.0',
      WORKER_PORT: '8091',
      WORKER_DRAIN_TIME: '2m',
      WORKER_CACHED_WORKFLOWS: '40',
    });
    expect(checked).toEqual({
      value: { probes: { host: '0.0.0.0', port: 8091 }, drainMs: 120_000, cachedWorkflows: 40 },
    });
  });

  it.each([
    ['WORKER_HOST', 'http://here'],
    ['WORKER_HOST', 'here:8091'],
    ['WORKER_PORT', 'eighty'],
    ['WORKER_PORT', '65536'],
    ['WORKER_PORT', '-1'],
    ['WORKER_DRAIN_TIME', '30'],
    ['WORKER_DRAIN_TIME', '0s'],
    ['WORKER_DRAIN_TIME', 'soon'],
    ['WORKER_CACHED_WORKFLOWS', '39'],
    ['WORKER_CACHED_WORKFLOWS', 'many'],
    ['WORKER_CACHED_WORKFLOWS', '1e3'],
  ])('is refused with %s=%s, by the variable, without its value', (name, value) => {
    const checked = checkWorker({ [name]: value });
    expect(checked).toMatchObject({ faults: [{ name }] });
    expect(JSON.stringify(checked)).not.toContain(`"${value}"`);
  });
});
