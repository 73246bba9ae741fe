import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Input } from '../../../src/cli/context';
import { connectOffboarding, type OffboardingClient } from '../../../src/client';
import { BREAKER_WORKFLOW_ID, type BreakerRecord } from '../../../src/domain/breaker';
import { NOTICE_KINDS } from '../../../src/domain/notices/notice';
import type { OffboardingStatus } from '../../../src/domain/status';
import { createNotices } from '../../../src/providers/notices/create';
import { offboard, type Ran } from '../../cli/run-cli';
import { settingsFor } from '../../client/settings';
import { Engine } from '../../support/engine';
import { providerEnvironment } from '../../support/provider-environment';
import { eventually } from '../../support/eventually';
import { hrEvent } from '../../support/hr-event';
import { startServer, type TestServer } from '../../support/http-server';

/** A sweep of a blocked run would change what is compared; nothing else waits for longer than it takes to see. */
const POLICY = { sweepInterval: '1h', stagePatience: '200ms', breaker: { count: 2, window: '1h' } };

/** Where a situation is played: an engine, its operator's terminal, and what reached Slack. */
export class Stage {
  private constructor(
    readonly engine: Engine,
    readonly client: OffboardingClient,
    private readonly slack: TestServer,
    private readonly environment: Record<string, string>,
    /** For what commands write. */
    private readonly folder: string,
  ) {}

  static async open(workers = true): Promise<Stage> {
    const slack = await startServer((_request, response) => response.end('ok'));
    const engine = await Engine.start({
      policy: POLICY,
      workers,
      notices: createNotices(
        { slackUrl: slack.url, kinds: NOTICE_KINDS },
        { url: 'https://temporal.example.com', namespace: 'default' },
      ),
    });
    const client = await connectOffboarding(settingsFor(engine.namespace));
    const folder = await mkdtemp(join(tmpdir(), 'offboarding-operations-'));
    return new Stage(engine, client, slack, providerEnvironment(engine.simulators), folder);
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.engine.stop();
    await this.slack.close();
    await rm(this.folder, { recursive: true });
  }

  /** Providers and policy as at the start. */
  async reset(): Promise<void> {
    this.engine.simulators.zoom.reset();
    this.engine.simulators.cloudflare.reset();
    await this.usePolicy({});
  }

  /** The policy of runs that start from now on. */
  usePolicy = (policy: object): Promise<void> => this.engine.usePolicy({ ...POLICY, ...policy });

  /** A person at a terminal, who says yes when asked. `environment`: that of the shell, where it is another. */
  run(argv: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
    const stdin: Input = new PassThrough();
    const many = ['--blocked-on', '--source', '--held'];
    const isAsked = argv[0] !== 'list' && many.some((option) => argv.includes(option));
    stdin.isTTY = isAsked;
    (stdin as PassThrough).end('y\n');
    return offboard(
      {
        namespace: this.engine.namespace,
        environment: { ...this.environment, ...environment },
        stdin,
        ...(isAsked && { terminal: { columns: 200 } }),
      },
      ...argv.map((word) => (/\.(html|csv)$/.test(word) ? join(this.folder, word) : word)),
    );
  }

  notices = (): string[] =>
    this.slack.requests.map(({ body }) => (JSON.parse(body) as { text: string }).text);

  /** Somebody both providers know starts to leave; resolves once the run stands as it should. */
  async leaves(
    email: string,
    stands: (status: OffboardingStatus) => boolean,
    atZoom: object = {},
  ): Promise<void> {
    this.engine.addLeaver(email, atZoom);
    await this.client.start({ email, reason: 'last day', requestedBy: 'HR' });
    await this.engine.until(`offboarding-${email}`, stands);
  }

  /** HR says something of somebody. */
  async hrSays(
    kind: Parameters<typeof hrEvent>[0]['kind'],
    email: string,
    more: Partial<Parameters<typeof hrEvent>[0]> = {},
  ): Promise<void> {
    await this.client.hrEvent(hrEvent({ kind, source: 'bamboohr', employee: { email }, ...more }));
  }

  /** The breaker has counted the run of somebody of whom HR told: who comes next is counted after it. */
  async isCounted(email: string): Promise<void> {
    const breaker = this.engine.temporal.workflow.getHandle(BREAKER_WORKFLOW_ID);
    await eventually(
      () => breaker.query<BreakerRecord>('status'),
      ({ counted }) => counted.some(({ key }) => key.startsWith(`offboarding-${email} `)),
    );
  }

  /** The run of somebody of whom HR told, once it stands so. */
  async stands(email: string, state: OffboardingStatus['state']): Promise<void> {
    await eventually(
      () => this.engine.status(`offboarding-${email}`),
      (status) => status.state === state,
    );
  }
}

export const isState =
  (state: OffboardingStatus['state']) =>
  (status: OffboardingStatus): boolean =>
    status.state === state;

/** Whether a step waits for its next try. */
export const isRetrying =
  (...names: string[]) =>
  ({ steps }: OffboardingStatus): boolean =>
    names.every((name) => steps.some(({ step, state }) => step === name && state === 'retrying'));

export const isDone =
  (name: string) =>
  ({ steps }: OffboardingStatus): boolean =>
    steps.some(({ step, state }) => step === name && state === 'done');
