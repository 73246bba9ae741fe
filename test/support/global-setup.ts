import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  childEnvironment,
  exemptLoopbackFromProxies,
  readLocalEnvironment,
} from '../../src/config/local';
import { startDevServer, type DevServer } from '../../src/local/dev-server';
import { LOGS, STORE, whereToSearch } from '../../src/local/folders';
import { isAlive } from '../../src/local/is-alive';
import { freePort } from '../../src/local/ports';
import { resolveTemporalCli } from '../../src/local/temporal-cli';
import { openTerminal } from '../../src/local/terminal';
import { workflowBundleOptions } from '../../src/worker/bundle-options';

const PREFIX = 'workflow-bundle-';

/** What the teardown needs; both run in Jest's own process. */
export interface TestRun {
  server?: DevServer;
  bundleFile?: string;
}
export const testRun: TestRun = ((globalThis as { testRun?: TestRun }).testRun ??= {});

/** One real Temporal server and one workflow bundle for all suites: both cost seconds to make. */
export default async function globalSetup(): Promise<void> {
  exemptLoopbackFromProxies();
  await Promise.all([startServer(), bundleWorkflows()]);
}

async function startServer(): Promise<void> {
  const environment = childEnvironment();
  const progress = openTerminal(process.stderr);
  const where = whereToSearch(readLocalEnvironment());
  const { path } = await resolveTemporalCli({ ...where, environment, progress });
  process.env['OFFBOARDING_TEST_TEMPORAL_CLI'] = path;
  testRun.server = await startDevServer({
    executable: path,
    port: await freePort(),
    logFile: join(LOGS, 'test-temporal.log'),
    environment,
    // A history counts as long early, so that tests see runs continue as new.
    dynamicConfig: ['limit.historyCount.suggestContinueAsNew=400'],
  });
  process.env['OFFBOARDING_TEST_TEMPORAL_ADDRESS'] = testRun.server.address;
}

async function bundleWorkflows(): Promise<void> {
  const logger = new DefaultLogger('WARN');
  const { code } = await bundleWorkflowCode({ ...workflowBundleOptions, logger });
  const folder = join(STORE, 'test');
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  // Named for the process: two test runs in one checkout must not share it.
  testRun.bundleFile = join(folder, `${PREFIX}${process.pid}.js`);
  await writeFile(testRun.bundleFile, code);
  process.env['OFFBOARDING_TEST_BUNDLE'] = testRun.bundleFile;
}

/** Bundles of test runs that were killed. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number.parseInt(name.slice(PREFIX.length), 10);
    if (name.startsWith(PREFIX) && !isAlive(pid)) await rm(join(folder, name), { force: true });
  }
}
