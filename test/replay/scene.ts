import { randomUUID } from 'node:crypto';
import { TASK_QUEUE, WORKFLOW_TYPE } from '../../src/domain/contract';
import type { Decision, OffboardingStatus, RunState } from '../../src/domain/status';
import type { StepName } from '../../src/domain/steps';
import type { Simulators } from '../../src/simulator';
import type { Engine } from '../support/engine';
import type { History } from './histories';

type ZoomChange = Parameters<Simulators['zoom']['addUser']>[0];
type CloudflareChange = Parameters<Simulators['cloudflare']['addUser']>[0];
type ZoomFault = Parameters<Simulators['zoom']['addFault']>[0];
type CloudflareFault = Parameters<Simulators['cloudflare']['addFault']>[0];

const WHO = { by: 'operator', reason: 'scenario' };

/** One leaver's run on its way down one path: the words that `scenarios.ts` is written in. */
export class Scene {
  constructor(
    private readonly engine: Engine,
    /** Workflow id, and the leaver's name. */
    readonly name: string,
    private readonly domain = 'example.com',
  ) {}

  get email(): string {
    return `${this.name.toLowerCase()}@${this.domain}`;
  }

  /** The same scene with a leaver of another domain. */
  at(domain: string): Scene {
    return new Scene(this.engine, this.name, domain);
  }

  policy(policy: object): Promise<void> {
    return this.engine.usePolicy(policy);
  }

  /** Makes the leaver known to both providers, or changes them. */
  leaver(zoom: Partial<ZoomChange> = {}, cloudflare: Partial<CloudflareChange> = {}): this {
    return this.inZoom(zoom).inCloudflare({ sessions: 1, ...cloudflare });
  }

  inZoom(change: Partial<ZoomChange> = {}): this {
    this.engine.simulators.zoom.addUser({ first_name: 'Robin', ...change, email: this.email });
    return this;
  }

  inCloudflare(change: Partial<CloudflareChange> = {}): this {
    this.engine.simulators.cloudflare.addUser({ ...change, email: this.email });
    return this;
  }

  zoomFails(fault: ZoomFault): this {
    this.engine.simulators.zoom.addFault({ user: this.email, ...fault });
    return this;
  }

  cloudflareFails(fault: CloudflareFault): this {
    this.engine.simulators.cloudflare.addFault({ user: this.email, ...fault });
    return this;
  }

  begin(more: object = {}): Promise<string> {
    return this.engine.begin({ email: this.email, ...more }, this.name);
  }

  /** Starts the run with an input that is no JSON, though it says so. */
  async beginUnreadable(): Promise<void> {
    const { namespace, temporal } = this.engine;
    const payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{') };
    await temporal.workflowService.startWorkflowExecution({
      namespace,
      requestId: randomUUID(),
      workflowId: this.name,
      workflowType: { name: WORKFLOW_TYPE },
      taskQueue: { name: TASK_QUEUE },
      input: { payloads: [payload] },
    });
  }

  /** Until the run is in this state. */
  reaches(state: RunState): Promise<OffboardingStatus> {
    return this.engine.until(this.name, (status) => status.state === state);
  }

  /** Until the step is in this state. */
  async stepIs(name: StepName, state: string): Promise<void> {
    await this.engine.until(this.name, ({ steps }) =>
      steps.some((step) => step.step === name && step.state === state),
    );
  }

  decide(step: StepName, decision: Decision): Promise<unknown> {
    return this.engine.update(this.name, 'decide', { ...WHO, step, decision });
  }

  release(): Promise<unknown> {
    return this.engine.update(this.name, 'release', WHO);
  }

  signal(name: 'rescind' | 'reschedule' | 'startNow', more: object = {}): Promise<void> {
    return this.engine.signal(this.name, name, { ...WHO, ...more });
  }

  /** Something that no schema takes: refused on the record. */
  nonsense(): Promise<void> {
    return this.engine.signal(this.name, 'startNow', { by: 'x'.repeat(100_000) });
  }

  async cancel(): Promise<void> {
    await this.engine.temporal.workflow.getHandle(this.name).cancel();
  }

  /** The last run under this id. */
  async runId(): Promise<string> {
    const { runId } = await this.engine.temporal.workflow.getHandle(this.name).describe();
    return runId;
  }

  /** Until the run has ended, which must be in this state: else the history is not of this path. */
  async ends(state: RunState): Promise<void> {
    const status = await this.engine.end(this.name);
    if (status.state !== state)
      throw new Error(
        `${this.name} ended ${status.state}, not ${state}: ${JSON.stringify(status)}`,
      );
  }

  /** Until the run has ended without a result, in this status of Temporal's. */
  async closes(as: 'FAILED' | 'CANCELLED'): Promise<void> {
    const handle = this.engine.temporal.workflow.getHandle(this.name);
    await handle.result().catch(() => undefined);
    const { status } = await handle.describe();
    if (status.name !== as) throw new Error(`${this.name} is ${status.name}, not ${as}.`);
  }
}

/** An instant so many milliseconds from now, as people write it. */
export const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
export const DAY = 24 * 3_600_000;

/**
 * Takes one workflow down a path; answers its id, where that is not the scene's name, or the history itself, where
 * it is not to be saved as the engine's server has it.
 */
export type Scenario = (scene: Scene, engine: Engine) => Promise<string | History | void>;
