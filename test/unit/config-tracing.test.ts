import { describe, expect, it } from '@jest/globals';
import { checkTracing } from '../../src/config/tracing';
import { checkWorker } from '../../src/config/worker';

const check = (env: Record<string, string>) => checkTracing(env, 'offboarding-worker');

describe('where spans go', () => {
  it('is nowhere by default', () => {
    expect(check({})).toEqual({ value: undefined });
    expect(check({ OTEL_SERVICE_NAME: 'engine' })).toEqual({ value: undefined });
  });

  it('is the collector, with the headers that it knows us by', () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com/otlp/',
      OTEL_EXPORTER_OTLP_HEADERS: 'X-Key=abc%20def, tenant=1',
      OTEL_SERVICE_NAME: 'engine',
    };
    expect(check(env)).toEqual({
      value: {
        endpoint: 'https://collector.example.com/otlp',
        headers: { 'x-key': 'abc def', tenant: '1' },
        serviceName: 'engine',
      },
    });
    expect(check({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' })).toMatchObject({
      value: { serviceName: 'offboarding-worker', headers: {} },
    });
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'grpc://collector:4317'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://me:secret-1@collector:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318/?key=secret-1'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'secret-1'],
    ['OTEL_SERVICE_NAME', 'secret-1 with spaces'],
  ])('%s cannot be %s', (name, value) => {
    const checked = check({ [name]: value });
    expect(checked).toMatchObject({ faults: [{ name }] });
    expect(JSON.stringify(checked)).not.toContain('secret-1');
  });

  it('takes no headers in clear over a network', () => {
    const env = (host: string) => ({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${host}:4318`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=abc',
    });
    expect(check(env('collector'))).toMatchObject({
      faults: [{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT' }],
    });
    expect(check(env('127.0.0.1'))).toMatchObject({ value: { headers: { 'x-key': 'abc' } } });
  });
});

describe('where Prometheus finds the figures of a worker', () => {
  it('is nowhere by default, and never a port that nobody knows', () => {
    expect(checkWorker({})).not.toHaveProperty('value.metrics');
    expect(checkWorker({ WORKER_METRICS_PORT: '9464' })).toMatchObject({
      value: { metrics: { host: '127.0.0.1', port: 9464 } },
    });
    for (const port of ['0', '65536', 'any'])
      expect(checkWorker({ WORKER_METRICS_PORT: port })).toMatchObject({
        faults: [{ name: 'WORKER_METRICS_PORT' }],
      });
  });
});
