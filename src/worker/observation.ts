import { Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { connectOffboarding } from '../client';
import type { WorkerConfig } from '../config';
import { countCalls } from '../metrics/call-figures';
import { ListFigures } from '../metrics/list-figures';
import { countNotices } from '../metrics/notice-figures';
import { installTelemetry, telemetryOptions } from '../metrics/telemetry';
import type { CallObserver } from '../providers/http';
import type { NoticeSettings } from '../providers/notices/channel';
import { startTracing, type Tracing } from '../tracing/start-tracing';
import { temporalLogger } from './logger';

/** What others see of a worker while it works: its log, its figures, its spans. */
export interface Observation {
  /** Absent: nothing is traced. */
  tracing: Tracing | undefined;
  /** Watches every call to a provider. */
  observe: CallObserver;
  /** The same settings, with every try counted. */
  counted(notices: NoticeSettings): NoticeSettings;
  /** From now on, figures about all runs too; where there are figures at all. */
  watchLists(): Promise<void>;
  /** Sends what is left to send. */
  stop(): Promise<void>;
}

/** Installs Temporal's runtime, which is to be done once and first. @throws CannotListen */
export async function startObservation(
  { worker, tracing: traced, temporal }: WorkerConfig,
  logger: Logger,
): Promise<Observation> {
  const { metrics } = worker;
  const options = await telemetryOptions(metrics);
  // Signals are ours: the probes must say that it drains before it does.
  const runtime = { logger: temporalLogger(logger), shutdownSignals: [] };
  const { metricMeter } = installTelemetry(metrics, () =>
    Runtime.install({ ...runtime, telemetryOptions: options }),
  );
  const tracing = traced && startTracing(traced, logger);
  const watchers = [countCalls(metricMeter), ...(tracing ? [tracing.observe] : [])];
  const meter = metricMeter.withTags({ namespace: temporal.namespace });
  let lists: ListFigures | undefined;
  return {
    tracing,
    observe: (call) => {
      const ended = watchers.map((watch) => watch(call));
      return (exchange) => ended.forEach((tell) => tell(exchange));
    },
    counted: (notices) => countNotices(notices, metricMeter),
    async watchLists() {
      if (!metrics) return;
      const client = await connectOffboarding(temporal, { lazy: true });
      lists = new ListFigures(client, meter, logger);
      lists.start();
    },
    async stop() {
      lists?.stop();
      await tracing?.stop();
    },
  };
}
