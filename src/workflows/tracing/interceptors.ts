import {
  proxySinks,
  workflowInfo,
  type Sinks,
  type WorkflowInterceptors,
} from '@temporalio/workflow';
import type { WorkflowSpan } from '../../domain/workflow-span';
import { ownTraceId, placeIn, spanIdOf, withPlace, type SpanPlace } from './trace-context';

interface SpanSinks extends Sinks {
  spans: { ended(span: WorkflowSpan): void };
}

/** The spans of one run. Its sink is silent where a history is replayed. */
class RunSpans {
  private readonly sinks = proxySinks<SpanSinks>();
  private count = 0;
  private root: SpanPlace | undefined;

  /** Where the run itself stands: what it starts belongs below. */
  get place(): SpanPlace {
    return (this.root ??= this.below({ traceId: ownTraceId(), traceFlags: 1 }));
  }

  /** Watches the run itself. */
  run(headers: Parameters<typeof placeIn>[0], work: () => Promise<unknown>): Promise<unknown> {
    const parent = placeIn(headers);
    if (parent) this.root = this.below(parent);
    const name = `RunWorkflow:${workflowInfo().workflowType}`;
    return this.watch(name, this.place, parent?.spanId, work);
  }

  /** Watches what the run starts. */
  start<T>(name: string, work: (place: SpanPlace) => Promise<T>): Promise<T> {
    const place = this.below(this.place);
    return this.watch(name, place, this.place.spanId, () => work(place));
  }

  /** The very promise that came is handed on: one more step in between would change the order of what happens. */
  private watch<T>(
    name: string,
    place: SpanPlace,
    parentSpanId: string | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    const startedAt = Date.now();
    const promise = work();
    const { runId, workflowType } = workflowInfo();
    const parent = parentSpanId === undefined ? {} : { parentSpanId };
    const end = (failed: boolean) =>
      this.sinks.spans.ended({
        ...{ name, ...place, ...parent, startedAt, endedAt: Date.now() },
        ...{ failed, runId, workflowType },
      });
    promise.then(
      () => end(false),
      () => end(true),
    );
    return promise;
  }

  private below({ traceId, traceFlags }: Omit<SpanPlace, 'spanId'>): SpanPlace {
    this.count += 1;
    return { traceId, spanId: spanIdOf(this.count), traceFlags };
  }
}

/**
 * Hands traces on, and tells of spans. Temporal's own interceptors draw on the workflow's random numbers and put steps
 * between promises: switched on, they would break every run that is under way.
 */
export const interceptors = (): WorkflowInterceptors => {
  const spans = new RunSpans();
  return {
    inbound: [{ execute: (input, next) => spans.run(input.headers, () => next(input)) }],
    outbound: [
      {
        scheduleActivity: (input, next) =>
          spans.start(`StartActivity:${input.activityType}`, (place) =>
            next({ ...input, headers: withPlace(input.headers, place) }),
          ),
        scheduleLocalActivity: (input, next) =>
          spans.start(`StartActivity:${input.activityType}`, (place) =>
            next({ ...input, headers: withPlace(input.headers, place) }),
          ),
        startChildWorkflowExecution: (input, next) =>
          next({ ...input, headers: withPlace(input.headers, spans.place) }),
        signalWorkflow: (input, next) =>
          next({ ...input, headers: withPlace(input.headers, spans.place) }),
        continueAsNew: (input, next) =>
          next({ ...input, headers: withPlace(input.headers, spans.place) }),
      },
    ],
  };
};
