import { lookup } from 'node:dns/promises';
import { makeTelemetryFilterString, type TelemetryOptions } from '@temporalio/worker';
import { CALL_FIGURES, RUN_FIGURES } from '../domain/figures';
import { CannotListen } from '../http/listen';

/** Buckets by the names of histograms, or parts of them. */
const histogramBucketOverrides = Object.fromEntries([
  [
    'activity_schedule_to_start_latency',
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
  ],
  ...[...Object.values(RUN_FIGURES), ...Object.values(CALL_FIGURES)].flatMap(({ name, buckets }) =>
    buckets ? [[name, [...buckets]]] : [],
  ),
]) as Record<string, number[]>;

/** Its own lines would be no JSON. */
const logging = {
  forward: {},
  filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }),
};

interface ListenOn {
  host: string;
  port: number;
}

/**
 * What the Temporal SDK tells of itself and of us: its log lines through our logger, and where `metrics` says so all
 * figures, its own and ours, for Prometheus under `/metrics`.
 * @throws CannotListen where there is no such host
 */
export async function telemetryOptions(metrics: ListenOn | undefined): Promise<TelemetryOptions> {
  if (!metrics) return { logging };
  const prometheus = {
    bindAddress: await addressOf(metrics),
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
    histogramBucketOverrides,
  };
  return { logging, metrics: { prometheus, attachServiceName: false } };
}

/** The SDK takes no names. */
async function addressOf({ host, port }: ListenOn): Promise<string> {
  const cannot = () =>
    new CannotListen(
      `The worker's metrics cannot listen on ${host}: there is no such host. Set WORKER_HOST to an address of this machine, or to 0.0.0.0 for all of them.`,
    );
  const { address, family } = await lookup(host).catch(() => {
    throw cannot();
  });
  return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Installs by `install`; what the SDK says of an address that it cannot have becomes words that help. */
export function installTelemetry<T>(metrics: ListenOn | undefined, install: () => T): T {
  try {
    return install();
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    if (!metrics || !said.includes('prometheus')) throw error;
    throw new CannotListen(
      `The worker's metrics cannot listen on ${metrics.host}, port ${metrics.port} (${said}): set WORKER_METRICS_PORT to another port, or WORKER_HOST to an address of this machine.`,
    );
  }
}
