import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exemptLoopbackFromProxies } from '../../src/config/local';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { Parts } from '../../src/local/parts';
import { startSimulators, type Simulators } from '../../src/simulator';
import { providerEnvironment } from '../support/provider-environment';
import { EXAMPLE_SECRETS } from '../support/webhooks';
import { buildInto } from './parts/build';
import { EnginePrograms } from './parts/engine-programs';
import { Line } from './parts/line';
import { Overheard } from './parts/overheard';
import { Restarting } from './parts/restarting';
import { lastingPort, TemporalServer } from './parts/temporal';
import type { LineName } from './plan/disturbances';
import type { Leaver } from './plan/leavers';
import { policyFor } from './plan/policy';
import { quirkOf, type ChaosPolicy } from './plan/quirks';

const API_TOKEN = 'chaos-api-token-of-16-and-more';

export interface SceneOptions {
  /** Where the programs' logs and Temporal's data go. */
  folder: string;
  workers: number;
  /** How many are to come. */
  leavers: number;
  policy: ChaosPolicy;
  /** A bundle of the workflows, where there is one already. */
  bundle?: string | undefined;
}

/** The whole engine in processes of its own, every way between them through a line that can be cut. */
export class Scene {
  private constructor(
    readonly simulators: Simulators,
    readonly temporal: TemporalServer,
    readonly lines: Record<LineName, Line>,
    readonly workers: Restarting[],
    readonly intake: Restarting,
    readonly intakeUrl: string,
    readonly client: OffboardingClient,
    readonly overheard: Overheard,
    private readonly parts: Parts,
  ) {}

  /** Whatever was started is stopped again if the rest cannot be. */
  static async start(options: SceneOptions): Promise<Scene> {
    const parts = new Parts();
    try {
      return await Scene.assemble(options, parts);
    } catch (error) {
      await parts.stop(() => undefined);
      throw error;
    }
  }

  private static async assemble(options: SceneOptions, parts: Parts): Promise<Scene> {
    exemptLoopbackFromProxies();
    const { folder } = options;
    await mkdir(folder, { recursive: true });
    const policyFile = join(folder, 'policy.json');
    await writeFile(policyFile, JSON.stringify(policyFor(options.policy, options.leavers)));
    const engine = join(folder, 'engine');
    const building = buildInto(engine, options.bundle);
    building.catch(() => undefined);

    const overheard = new Overheard();
    const simulators = await startSimulators({
      seed: 'empty',
      // Zoom's limit of password changes is a quirk of its own here.
      zoomSettings: { passwordChangesPerWindow: 50 },
      cloudflareSettings: { limit: 600, windowMs: 10_000, blockMs: 2_000 },
    });
    await parts.add(undefined, Promise.resolve({ stop: () => simulators.close() }));
    const temporal = await parts.add(undefined, startTemporal(folder));
    const line = async (address: string, listener?: Overheard['listener']) => {
      const started = await Line.start(address, listener);
      await parts.add(undefined, Promise.resolve({ stop: () => started.close() }));
      return started;
    };
    const lines = {
      zoom: await line(simulators.zoom.url, overheard.listener),
      cloudflare: await line(simulators.cloudflare.url, overheard.listener),
      workers: await line(temporal.address),
      intake: await line(temporal.address),
      client: await line(temporal.address),
    };
    await building;

    const port = await lastingPort();
    const programs = new EnginePrograms(engine, folder);
    const worker = (name: string) =>
      programs.worker(name, {
        ...providerEnvironment(simulators),
        TEMPORAL_ADDRESS: lines.workers.address,
        ZOOM_API_URL: `http://${lines.zoom.address}/v2`,
        ZOOM_OAUTH_URL: `http://${lines.zoom.address}/oauth/token`,
        CLOUDFLARE_API_URL: `http://${lines.cloudflare.address}/client/v4`,
        ZOOM_PLAN: 'business',
        OFFBOARDING_POLICY: policyFile,
      });
    const workers = Array.from(
      { length: options.workers },
      (_, index) => new Restarting(`worker${index + 1}`, worker, 'worker is ready'),
    );
    const startIntake = (name: string) =>
      programs.intake(name, {
        TEMPORAL_ADDRESS: lines.intake.address,
        INTAKE_PORT: String(port),
        STANDARD_WEBHOOK_SECRET: EXAMPLE_SECRETS.standard,
        OFFBOARDING_API_TOKEN: API_TOKEN,
      });
    const intake = new Restarting('intake', startIntake, 'intake is ready');
    for (const program of [intake, ...workers]) {
      const stop = () => program.stop();
      await parts.add(undefined, Promise.resolve({ stop, kill: () => void program.kill() }));
    }
    await Promise.all([intake, ...workers].map((program) => program.up()));
    const client = await connectOffboarding(settingsFor(lines.client.address), {
      lazy: true,
      callTimeoutMs: 5_000,
    });
    await parts.add(undefined, Promise.resolve({ stop: () => client.close() }));
    const { zoom, cloudflare } = simulators;
    overheard.keep(zoom.credentials.clientSecret, 'client secret');
    const { clientId, clientSecret } = zoom.credentials;
    overheard.keep(Buffer.from(`${clientId}:${clientSecret}`).toString('base64'), 'Basic value');
    overheard.keep(cloudflare.credentials.apiToken, 'Cloudflare token');
    overheard.keep(EXAMPLE_SECRETS.standard, 'webhook secret');
    overheard.keep(API_TOKEN, 'intake token');
    const url = `http://127.0.0.1:${port}`;
    return new Scene(simulators, temporal, lines, workers, intake, url, client, overheard, parts);
  }

  /** Puts a leaver where they are known, with what is special about them. */
  add({ email, quirk }: Leaver): void {
    const { zoom, cloudflare } = this.simulators;
    const special = quirkOf(quirk);
    if (special.zoom) zoom.addUser({ email, ...special.zoom });
    if (special.cloudflare) cloudflare.addUser({ email, ...special.cloudflare });
    if (special.fault) zoom.addFault({ ...special.fault, user: email });
  }

  /** Everything works again: lines, servers, programs. */
  async calm(): Promise<void> {
    for (const line of Object.values(this.lines)) line.restore();
    await this.temporal.up();
    await Promise.all([this.intake, ...this.workers].map((program) => program.up()));
  }

  /** Workers that have seen nothing of all this: what they answer, they read from the histories alone. */
  async renewWorkers(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.drain()));
    await Promise.all(this.workers.map((worker) => worker.up()));
  }

  async stop(): Promise<void> {
    await this.parts.stop(() => undefined);
  }
}

const settingsFor = (address: string) => ({
  address,
  namespace: 'default',
  connectionOptions: { address },
});

async function startTemporal(folder: string): Promise<TemporalServer & { stop(): Promise<void> }> {
  // Early, so that runs which wait for long continue as new within the suite.
  const server = await TemporalServer.start(folder, [
    'limit.historyCount.suggestContinueAsNew=200',
  ]);
  return Object.assign(server, { stop: () => server.down('stopped') });
}
