import { randomUUID } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { ensureSearchAttributes } from '../../src/client/search-attributes';
import { TASK_QUEUE, WORKFLOW_TYPE } from '../../src/domain/contract';
import type { OffboardingReport } from '../../src/domain/report';
import type { OffboardingStatus, StepStatus } from '../../src/domain/status';
import { createCloudflareClient } from '../../src/providers/cloudflare/client';
import { createZoomClient } from '../../src/providers/zoom/client';
import type { NoticeSettings } from '../../src/providers/notices/channel';
import { startSimulators, type SimulatorOptions, type Simulators } from '../../src/simulator';
import { dataConverterFor } from '../../src/encryption/data-converter';
import type { Encryption } from '../../src/encryption/payload-key';
import { createWorkers } from '../../src/worker/create-workers';
import { encryptedBundle } from './encrypted-bundle';
import { eventually } from './eventually';
import { hrApis } from './hr-apis';
import { query } from './query';

/** Waits shortened, so that a test lasts seconds; the shape of the process stays. */
export const QUICK_POLICY = {
  sweepDelay: '300ms',
  sweepInterval: '1s',
  stagePatience: '5s',
  passwordLimitDelay: '500ms',
  retry: { initialInterval: '50ms', maximumInterval: '200ms', maximumAttempts: 3 },
};

/** For what works without them. */
export const NO_NOTICES: NoticeSettings = { channels: [], kinds: [] };

interface EngineOptions {
  policy?: object;
  simulators?: SimulatorOptions;
  /** `zone`: the zone route with the global key, and so no look-ups. */
  cloudflare?: 'account' | 'zone';
  /** Milliseconds a provider's call may take. */
  timeoutMs?: number;
  /** Where notices go; absent: nowhere. */
  notices?: NoticeSettings;
  /** Without workers: for tests that run them in a process of their own. */
  workers?: boolean;
  /** Of a server of one's own, whose namespace `default` is then used. */
  address?: string;
  /** Absent: everything is in clear. */
  encryption?: Encryption;
  /** Path of another workflow bundle than that of the test run. */
  bundle?: string;
  /** Milliseconds that calls under way get when workers are told to stop; absent: what they get anyway. */
  drainMs?: number;
}

/** The whole engine against simulators, on the test run's Temporal server, in a namespace of its own. */
export class Engine {
  private constructor(
    readonly namespace: string,
    readonly temporal: Client,
    readonly simulators: Simulators,
    readonly policyPath: string,
    private readonly closers: (() => Promise<void>)[],
    private readonly options: EngineOptions,
  ) {}

  private stopWorkers?: () => Promise<void>;
  private readonly asked = new Set<Promise<unknown>>();

  /** Whatever was started is stopped again if the rest cannot be. */
  static async start(options: EngineOptions = {}): Promise<Engine> {
    const closers: (() => Promise<void>)[] = [];
    try {
      return await Engine.assemble(options, closers);
    } catch (error) {
      for (const close of closers) await close();
      throw error;
    }
  }

  private static async assemble(
    options: EngineOptions,
    closers: (() => Promise<void>)[],
  ): Promise<Engine> {
    const connection = await Connection.connect({ address: options.address ?? testAddress() });
    closers.unshift(() => connection.close());
    const namespace = options.address === undefined ? await newNamespace(connection) : 'default';
    const folder = await mkdtemp(join(tmpdir(), 'offboarding-test-'));
    closers.unshift(() => rm(folder, { recursive: true }));
    const simulators = await startSimulators(options.simulators);
    closers.unshift(() => simulators.close());
    const dataConverter = dataConverterFor(options.encryption);
    const temporal = new Client({ connection, namespace, dataConverter });
    const engine = new Engine(
      namespace,
      temporal,
      simulators,
      join(folder, 'policy.json'),
      closers,
      options,
    );
    await engine.usePolicy(options.policy ?? {});
    if (options.workers !== false) await engine.work(options);
    return engine;
  }

  /** The policy of runs that start from now on. */
  async usePolicy(policy: object): Promise<void> {
    // In one go: a run that began meanwhile would be held for half a minute by a file that is half written.
    const written = `${this.policyPath}-${randomUUID()}`;
    await writeFile(written, JSON.stringify({ ...QUICK_POLICY, ...policy }));
    await rename(written, this.policyPath);
  }

  /** A leaver of one's own at both providers, so that the runs of a test file do not see each other. */
  addLeaver(email: string, atZoom: object = {}): string {
    this.simulators.zoom.addUser({ email, sessions: 1, ...atZoom });
    this.simulators.cloudflare.addUser({ email, sessions: 1 });
    return email;
  }

  /** Starts a run as the Web UI does: any workflow id, one argument. */
  async begin(input: unknown, workflowId = `test-${randomUUID()}`): Promise<string> {
    const args = input === undefined ? [] : [input];
    await this.temporal.workflow.start(WORKFLOW_TYPE, { taskQueue: TASK_QUEUE, workflowId, args });
    return workflowId;
  }

  async query<T>(workflowId: string, name: string): Promise<T> {
    const work = query<T>(this.temporal.workflow.getHandle(workflowId), name);
    this.asked.add(work);
    return work.finally(() => this.asked.delete(work));
  }

  status(workflowId: string): Promise<OffboardingStatus> {
    return this.query(workflowId, 'status');
  }

  report(workflowId: string): Promise<OffboardingReport> {
    return this.query(workflowId, 'report');
  }

  /** The status once it fits. */
  until(
    workflowId: string,
    fits: (status: OffboardingStatus) => boolean,
  ): Promise<OffboardingStatus> {
    return eventually(() => this.status(workflowId), fits);
  }

  /** The status once the run has ended. */
  async end(workflowId: string): Promise<OffboardingStatus> {
    return (await this.temporal.workflow.getHandle(workflowId).result()) as OffboardingStatus;
  }

  update(
    workflowId: string,
    name: 'decide' | 'release',
    argument: unknown,
  ): Promise<OffboardingStatus> {
    return this.temporal.workflow.getHandle(workflowId).executeUpdate(name, { args: [argument] });
  }

  signal(workflowId: string, name: string, argument: unknown): Promise<void> {
    return this.temporal.workflow.getHandle(workflowId).signal(name, argument);
  }

  /** Other workers take up the runs, as after a deploy. */
  async restartWorkers(
    changes: { encryption?: Encryption | undefined; drainMs?: number } = {},
  ): Promise<void> {
    await this.stopWorkers?.();
    await this.work({ ...this.options, ...changes } as EngineOptions);
  }

  /** The workers are gone, and nobody takes their place. */
  async stopWork(): Promise<void> {
    await this.stopWorkers?.();
  }

  async stop(): Promise<void> {
    // Of several asked at once some may be left behind; one that the SDK tries again on a closed connection ends Jest.
    await Promise.allSettled(this.asked);
    await this.stopWorkers?.();
    for (const close of this.closers) await close();
  }

  private async work(options: EngineOptions): Promise<void> {
    const { cloudflare = 'account', timeoutMs, address = testAddress(), encryption } = options;
    const { bundle, drainMs } = options;
    installQuietRuntime();
    const connection = await NativeConnection.connect({ address });
    this.closers.unshift(() => connection.close());
    const { zoom, cloudflare: edge } = this.simulators;
    const { apiToken, accountId, zoneId, email, apiKey } = edge.credentials;
    const timeout = timeoutMs === undefined ? {} : { timeoutMs };
    const workers = await createWorkers({
      connection,
      namespace: this.namespace,
      dependencies: {
        zoom: createZoomClient({
          ...zoom.credentials,
          apiUrl: zoom.apiUrl,
          oauthUrl: zoom.oauthUrl,
          // Tokens stay new however slow the machine is: one that lacks a scope is not asked for again.
          now: () => 0,
          ...timeout,
        }),
        cloudflare: createCloudflareClient({
          apiUrl: edge.apiUrl,
          ...(cloudflare === 'account'
            ? { auth: { apiToken }, accountId }
            : { auth: { email, apiKey }, zoneId }),
          ...timeout,
        }),
        hr: hrApis(this.simulators, timeout),
        notices: this.options.notices ?? NO_NOTICES,
        policyPath: this.policyPath,
        ownAccounts: ['engine@example.com'],
      },
      zoomCallsPerSecond: 1_000,
      slackMessagesPerSecond: 1_000,
      ...(encryption && { encryption }),
      ...(drainMs !== undefined && { drainMs }),
      workflowBundlePath:
        bundle ??
        (encryption ? await encryptedBundle() : (process.env['OFFBOARDING_TEST_BUNDLE'] ?? '')),
    });
    const running = workers.map((worker) => worker.run());
    this.stopWorkers = async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      delete this.stopWorkers;
    };
  }
}

/** One runtime for all engines of a test file. */
let hasRuntime = false;
function installQuietRuntime(): void {
  if (!hasRuntime) Runtime.install({ logger: new DefaultLogger('ERROR') });
  hasRuntime = true;
}

export const stepOf = ({ steps }: OffboardingStatus, name: string): StepStatus =>
  steps.find(({ step }) => step === name)!;

export function testAddress(): string {
  const address = process.env['OFFBOARDING_TEST_TEMPORAL_ADDRESS'];
  if (!address)
    throw new Error('Run this by `npm test`: its global setup starts the Temporal server.');
  return address;
}

async function newNamespace(connection: Connection): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: (400 * 24 * 3600) as never },
  });
  await until(() => ensureSearchAttributes(connection, namespace));
  return namespace;
}

/** A new namespace is known to all of the server only after a moment. */
async function until(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries >= 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
