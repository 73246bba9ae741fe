import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exemptLoopbackFromProxies } from '../../src/config/local';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { LOGS } from '../../src/local/folders';
import { Parts } from '../../src/local/parts';
import { startSimulators, type Simulators } from '../../src/simulator';
import type { Service } from '../../src/stack/service';
import { Stack } from '../../src/stack/stack';
import { temporaryStackFolder } from '../../src/stack/stack-folder';
import { freeStackPorts } from '../../src/stack/stack-ports';
import { eventually } from '../support/eventually';
import { EXAMPLE_SECRETS } from '../support/webhooks';
import { providerEnvironment } from '../support/provider-environment';

/** The topology of docker-compose.yml on this machine, with simulators whose calls can be counted. */
export class TestStack {
  private constructor(
    readonly simulators: Simulators,
    readonly client: OffboardingClient,
    readonly intakeUrl: string,
    /** Where the database and its password are kept. */
    readonly folder: string,
    /** What was said of it: every death and return. */
    readonly said: string[],
    private readonly stack: Stack,
    private readonly parts: Parts,
  ) {}

  /** Whatever was started is stopped again if the rest cannot be. */
  static async start(policy: object): Promise<TestStack> {
    const parts = new Parts();
    try {
      return await TestStack.assemble(policy, parts);
    } catch (error) {
      await parts.stop(() => undefined);
      throw error;
    }
  }

  private static async assemble(policy: object, parts: Parts): Promise<TestStack> {
    exemptLoopbackFromProxies();
    const folder = await parts.add(undefined, temporaryStackFolder());
    const policyFile = join(folder.path, 'policy.json');
    await mkdir(folder.path, { recursive: true });
    await writeFile(policyFile, JSON.stringify(policy));
    const { simulators } = await parts.add(undefined, simulatorsToStop());
    simulators.zoom.settings.rateLimited = false;
    const said: string[] = [];
    const stack = await Stack.start({
      variables: variablesFor(simulators, policyFile),
      folder: folder.path,
      logs: join(LOGS, 'test-stack'),
      choosePorts: freeStackPorts,
      without: ['web-ui'],
      progress: { say: (line) => void said.push(line), alive: () => undefined },
      parts,
      signal: new AbortController().signal,
    });
    const address = `127.0.0.1:${stack.ports.published[7233]}`;
    const settings = { address, namespace: 'default', connectionOptions: { address } };
    const client = await connectOffboarding(settings);
    const connected = { stop: () => client.close() };
    await parts.add(undefined, Promise.resolve(connected));
    const intakeUrl = `http://127.0.0.1:${stack.ports.published[8090]}`;
    return new TestStack(simulators, client, intakeUrl, folder.path, said, stack, parts);
  }

  service(name: string): Service {
    return this.stack.service(name);
  }

  get databasePort(): number {
    return this.stack.ports.published[5432] ?? 5432;
  }

  /** Temporal takes calls again, with its database behind it. */
  async recovered(): Promise<void> {
    await this.service('postgresql').healthy();
    await this.service('temporal').healthy();
    await eventually(() => this.client.ping());
  }

  /** All of it, in reverse order. */
  stop(): Promise<void> {
    return this.parts.stop(() => undefined);
  }
}

async function simulatorsToStop() {
  const simulators = await startSimulators({ seed: 'empty' });
  return { simulators, stop: () => simulators.close() };
}

const variablesFor = (simulators: Simulators, policyFile: string) => ({
  TEMPORAL_HISTORY_SHARDS: '8',
  OFFBOARDING_POLICY_FILE: policyFile,
  ...providerEnvironment(simulators),
  ZOOM_PLAN: 'business',
  STANDARD_WEBHOOK_SECRET: EXAMPLE_SECRETS.standard,
});
