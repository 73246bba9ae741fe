import { diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import {
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
  OpenTelemetryWorkflowClientInterceptor,
} from '@temporalio/interceptors-opentelemetry';
import type { ActivityInterceptorsFactory, WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { within } from '../client/within';
import type { CallObserver } from '../providers/http';
import { cleanSpan } from './clean-span';
import { traceCalls } from './provider-spans';
import { workflowSinks } from './workflow-spans';

export interface TracingSettings {
  endpoint: string;
  headers: Record<string, string>;
  serviceName: string;
}

/** What traces need of the parts of a process. */
export interface Tracing {
  /** Of a worker whose bundle is the traced variant. */
  activityInterceptors: ActivityInterceptorsFactory[];
  clientInterceptors: OpenTelemetryWorkflowClientInterceptor[];
  sinks: NonNullable<WorkerOptions['sinks']>;
  observe: CallObserver;
  /** Sends what is left, for a few seconds at the most. */
  stop(): Promise<void>;
}

/** A collector that is away holds up no end. */
const PATIENCE_MS = 3_000;

/** Spans leave by OTLP over HTTP from now on, cleaned of all that could name a person or hold a secret. */
export function startTracing(settings: TracingSettings, logger: Logger): Tracing {
  const { endpoint, headers, serviceName } = settings;
  tellWhatGoesWrong(logger);
  const resource = new Resource({ 'service.name': serviceName });
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers });
  const processor = new BatchSpanProcessor(cleaning(exporter));
  const provider = new NodeTracerProvider({ resource, spanProcessors: [processor] });
  provider.register();
  return {
    activityInterceptors: [
      (context) => ({
        inbound: new OpenTelemetryActivityInboundInterceptor(context),
        outbound: new OpenTelemetryActivityOutboundInterceptor(context),
      }),
      nameTheStep,
    ],
    clientInterceptors: [new OpenTelemetryWorkflowClientInterceptor()],
    sinks: workflowSinks(processor, resource),
    observe: traceCalls(provider.getTracer('offboarding-engine')),
    stop: () =>
      within(provider.shutdown(), PATIENCE_MS, () => new Error('no answer')).catch(() => undefined),
  };
}

const cleaning = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => exporter.export(spans.map(cleanSpan), done),
  shutdown: () => exporter.shutdown(),
});

/** The step that the activity works for: a sweep's revokes have other names than the step. */
const nameTheStep: ActivityInterceptorsFactory = () => ({
  inbound: {
    async execute(input, next) {
      const { step } = (input.args[0] ?? {}) as { step?: unknown };
      if (typeof step === 'string') trace.getActiveSpan()?.setAttribute('offboarding.step', step);
      return next(input);
    },
  },
});

/** OpenTelemetry says nothing by itself; a collector that refuses must be seen somewhere. */
function tellWhatGoesWrong(logger: Logger): void {
  const tell = (message: string) => logger.warn({ message }, 'OpenTelemetry: spans are lost');
  const silent = () => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: silent, debug: silent, verbose: silent },
    DiagLogLevel.WARN,
  );
}
