import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { exemptLoopbackFromProxies } from '../../src/config/local';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { dataConverterFor } from '../../src/encryption/data-converter';
import { namesFor, type NameInIds } from '../../src/encryption/names';
import type { Encryption } from '../../src/encryption/payload-key';
import { Parts } from '../../src/local/parts';
import { startSimulators, type Simulators } from '../../src/simulator';
import { environmentOf } from '../support/encryption';
import { providerEnvironment } from '../support/provider-environment';
import { EXAMPLE_SECRETS } from '../support/webhooks';
import { buildInto } from './parts/build';
import { EnginePrograms } from './parts/engine-programs';
import { Line } from './parts/line';
import { Overheard } from './parts/overheard';
import { API_TOKEN, ownSecrets } from './parts/own-secrets';
import { Restarting } from './parts/restarting';
import { lastingPort, TemporalServer } from './parts/temporal';
import type { LineName } from './plan/disturbances';
import type { Leaver } from './plan/leavers';
import { policyFor } from './plan/policy';
import { quirkOf, type ChaosPolicy } from './plan/quirks';

/** Histories are long early, so that runs which wait for long continue as new within the suite. */
const SETTINGS = ['limit.historyCount.suggestContinueAsNew=200'];

export interface SceneOptions {
  /** Where the programs' logs and Temporal's data go. */
  folder: string;
  workers: number;
  /** How many are to come. */
  leavers: number;
  policy: ChaosPolicy;
  /** Of all that goes to Temporal; absent: it is in clear. */
  encryption: Encryption | undefined;
  /** A bundle of the workflows of the same kind, where there is one already. */
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
    private readonly encryption: Encryption | undefined,
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
    const { folder, encryption } = options;
    await mkdir(folder, { recursive: true });
    const policyFile = join(folder, 'policy.json');
    await writeFile(policyFile, JSON.stringify(policyFor(options.policy, options.leavers)));
    const engine = join(folder, 'engine');
    const building = buildInto(engine, { encrypted: !!encryption, bundle: options.bundle });
    building.catch(() => undefined);

    const overheard = new Overheard();
    const simulators = await startSimulators({
      seed: 'empty',
      // Zoom's limit of password changes is a quirk of its own here.
      zoomSettings: { passwordChangesPerWindow: 50 },
      cloudflareSettings: { limit: 600, windowMs: 10_000, blockMs: 2_000 },
    });
    await parts.add(undefined, Promise.resolve({ stop: () => simulators.close() }));
    const temporal = await parts.add(undefined, TemporalServer.start(folder, SETTINGS));
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
    const keys = encryption ? environmentOf(encryption) : {};
    const programs = new EnginePrograms(engine, folder, keys);
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
    const settings = { ...settingsFor(lines.client.address), ...(encryption && { encryption }) };
    const client = await connectOffboarding(settings, { lazy: true, callTimeoutMs: 5_000 });
    await parts.add(undefined, Promise.resolve({ stop: () => client.close() }));
    for (const [secret, kind] of ownSecrets(simulators, encryption)) overheard.keep(secret, kind);
    const url = `http://127.0.0.1:${port}`;
    return new Scene(
      simulators,
      temporal,
      lines,
      workers,
      intake,
      url,
      client,
      overheard,
      encryption,
      parts,
    );
  }

  /** What workflow ids call somebody. */
  get nameInIds(): NameInIds {
    return namesFor(this.encryption);
  }

  /** Past all lines, for the time of some work. */
  async withTemporal<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: this.temporal.address });
    try {
      return await work(
        new Client({ connection, dataConverter: dataConverterFor(this.encryption) }),
      );
    } finally {
      await connection.close();
    }
  }

  /** Puts a leaver where they are known, with what is special about them. */
  add({ email, lastName, quirk }: Leaver): void {
    const { zoom, cloudflare } = this.simulators;
    const special = quirkOf(quirk);
    if (special.zoom) zoom.addUser({ email, last_name: lastName, ...special.zoom });
    if (special.cloudflare) cloudflare.addUser({ email, name: lastName, ...special.cloudflare });
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
