import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import {
  childEnvironment,
  exemptLoopbackFromProxies,
  readLocalEnvironment,
} from '../../src/config/local';
import { startDevServer, type DevServer } from '../../src/local/dev-server';
import { whereToSearch } from '../../src/local/folders';
import { freePort } from '../../src/local/ports';
import { resolveTemporalCli } from '../../src/local/temporal-cli';
import type { Encryption } from '../../src/encryption/payload-key';
import { BROWSER_PATIENCE_MS, launchBrowser } from '../support/browser';
import { Engine } from '../support/engine';

/** A blocked run does nothing while a person looks at it, so that what is shown stays as it is. */
const CALM = { sweepInterval: '1h' };

type Closer = () => Promise<unknown>;

/** What an operator sits at: a browser, before the Web UI of a Temporal server of its own, with the engine behind. */
export class Desk {
  private constructor(
    readonly engine: Engine,
    /** `http://127.0.0.1:8233` */
    readonly address: string,
    private readonly browser: BrowserContext,
    private readonly closers: Closer[],
  ) {}

  /** The dialogs that pages opened of their own accord: text from outside must not be able to. */
  readonly alerts: string[] = [];

  static async start(policy: object = {}, encryption?: Encryption): Promise<Desk> {
    const closers: Closer[] = [];
    try {
      const uiPort = await freePort();
      const server = await serverWithUi(uiPort, closers);
      const browser = await launchBrowser();
      closers.unshift(() => browser.close());
      const context = await browser.newContext({
        viewport: { width: 1360, height: 1300 },
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(BROWSER_PATIENCE_MS);
      const engine = await Engine.start({
        address: server.address,
        policy: { ...CALM, ...policy },
        ...(encryption && { encryption }),
      });
      closers.unshift(() => engine.stop());
      return new Desk(engine, `http://127.0.0.1:${uiPort}`, context, closers);
    } catch (error) {
      for (const close of closers) await close();
      throw error;
    }
  }

  /** The list of workflows; pages lie below it. */
  get workflows(): string {
    return `${this.address}/namespaces/default/workflows`;
  }

  linkOf(workflowId: string): string {
    return `${this.workflows}/${encodeURIComponent(workflowId)}`;
  }

  /** In place of the page before: one left open goes on asking the server. */
  async newPage(): Promise<Page> {
    await Promise.all(this.browser.pages().map((page) => page.close()));
    const page = await this.browser.newPage();
    page.on('dialog', (dialog) => {
      this.alerts.push(dialog.message());
      void dialog.dismiss();
    });
    return page;
  }

  async stop(): Promise<void> {
    for (const close of this.closers) await close();
  }
}

async function serverWithUi(uiPort: number, closers: Closer[]): Promise<DevServer> {
  exemptLoopbackFromProxies();
  const environment = childEnvironment();
  const progress = { say: () => undefined, alive: () => undefined };
  const where = whereToSearch(readLocalEnvironment());
  const { path } = await resolveTemporalCli({ ...where, environment, progress });
  const folder = await mkdtemp(join(tmpdir(), 'offboarding-web-ui-'));
  closers.unshift(() => rm(folder, { recursive: true }));
  const server = await startDevServer({
    ...{ executable: path, port: await freePort(), uiPort, environment },
    logFile: join(folder, 'temporal.log'),
  });
  closers.unshift(() => server.stop());
  return server;
}
