import { join } from 'node:path';
import { childEnvironment } from '../../src/config/local';
import { describeExit, startChild, type Child, type Exit } from '../../src/local/child';
import type { Engine } from './engine';
import { testAddress } from './engine';
import { providerEnvironment } from './provider-environment';

const CHECKOUT = join(__dirname, '..', '..');
const READY = 'worker is ready';
const PROBES = 'probes are ready';
/** Above the worker's own grace for calls under way. */
const PATIENCE_MS = 120_000;

/** The worker in a process of its own, as `npm run worker` starts it: to be killed, or to be listened to. */
export class WorkerProcess {
  /** Once it has ended and all that it wrote has been read. */
  private readonly closed: Promise<void>;

  private constructor(
    private readonly child: Child,
    private readonly chunks: Buffer[],
  ) {
    this.closed = new Promise((resolve) => child.process.once('close', () => resolve()));
  }

  /** Runs the worker from source with this environment and no other setting of the engine; does not wait. */
  static run(environment: NodeJS.ProcessEnv): WorkerProcess {
    const child = startChild(process.execPath, ['--require', 'tsx/cjs', 'src/worker.ts'], {
      cwd: CHECKOUT,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer) => void chunks.push(chunk);
    child.process.stdout?.on('data', keep);
    child.process.stderr?.on('data', keep);
    return new WorkerProcess(child, chunks);
  }

  /** A worker for this engine's namespace and simulators, once it polls. */
  static async start(engine: Engine, changes: NodeJS.ProcessEnv = {}): Promise<WorkerProcess> {
    const worker = WorkerProcess.run({ ...workerEnvironment(engine), ...changes });
    await worker.said(READY);
    return worker;
  }

  get pid(): number {
    return this.child.process.pid ?? 0;
  }

  /** All it wrote so far, standard output and error alike. */
  get output(): string {
    return Buffer.concat(this.chunks).toString();
  }

  /** Resolves once it has written this; fails where it ends before. */
  async said(text: string): Promise<void> {
    let exit: Exit | undefined;
    void this.child.exited.then((how) => (exit = how));
    while (!this.output.includes(text)) {
      if (exit) throw new Error(`The worker ${describeExit(exit)}. It wrote:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Where its probes listen; it must be told a WORKER_PORT, 0 for any. */
  async probes(): Promise<string> {
    await this.said(PROBES);
    const line = this.output.split('\n').find((text) => text.includes(PROBES));
    return (JSON.parse(line ?? '{}') as { address: string }).address;
  }

  /** Sends it a signal, and does not wait for what comes of it. */
  signal(signal: NodeJS.Signals): void {
    this.child.process.kill(signal);
  }

  /** Ends by itself; all that it wrote has been read then. */
  async ended(): Promise<Exit> {
    await this.closed;
    return this.child.exited;
  }

  /** SIGTERM: lets the calls under way end. */
  async drain(): Promise<Exit> {
    await this.child.stop(PATIENCE_MS);
    return this.ended();
  }

  /** SIGKILL: as if the machine had lost its power. */
  async kill(): Promise<void> {
    this.child.kill();
    await this.ended();
  }
}

/** What points a worker at an engine of a test. */
export function workerEnvironment({
  namespace,
  simulators,
  policyPath,
}: Engine): NodeJS.ProcessEnv {
  return childEnvironment({
    ...simulators.hr.environment(),
    TEMPORAL_ADDRESS: testAddress(),
    TEMPORAL_NAMESPACE: namespace,
    ...providerEnvironment(simulators),
    ZOOM_PLAN: 'business',
    OFFBOARDING_POLICY: policyPath,
  });
}
