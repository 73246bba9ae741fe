import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { connectOffboarding, type OffboardingClient } from '../src/client';
import { savedQueries } from '../src/domain/saved-queries';
import { freePort } from '../src/local/ports';
import { launchBrowser } from '../test/support/browser';
import { eventually } from '../test/support/eventually';
import { writeJson } from '../test/web-ui/pages/editor';
import { fillDialog } from '../test/web-ui/pages/message-dialog';
import { listWith } from '../test/web-ui/pages/run-list';
import { detailsFrame, detailsWith, openRun, showTimeline } from '../test/web-ui/pages/run-page';
import { openStartForm } from '../test/web-ui/pages/start-form';
import { pictureAbove, pictureOf } from './screenshots/picture';

const CHECKOUT = resolve(__dirname, '..');

interface Stack {
  workflows: string;
  client: OffboardingClient;
  page: Page;
}

/** Starts everything on ports of its own, makes the runs of the README, and takes their pictures. */
async function main(): Promise<void> {
  const browser = await launchBrowser();
  const [port, uiPort] = [await freePort(), await freePort()];
  const engine = await startEngine(port, uiPort);
  const address = `127.0.0.1:${port}`;
  const client = await connectOffboarding({
    address,
    namespace: 'default',
    connectionOptions: { address },
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1360, height: 1600 } });
    const workflows = `http://127.0.0.1:${uiPort}/namespaces/default/workflows`;
    const stack = { workflows, client, page };
    await startForm(stack);
    await completedRun(stack);
    await blockedRun(stack);
    await blockedList(stack);
  } finally {
    await client.close();
    await browser.close();
    await stopped(engine);
  }
}

/** `npm start` without its sample; resolves once everything is up. */
async function startEngine(port: number, uiPort: number): Promise<ChildProcess> {
  const args = ['--port', port, '--ui-port', uiPort, '--no-sample'].map(String);
  const engine = spawn(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), join('src', 'local', 'main.ts'), ...args],
    { cwd: CHECKOUT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: engine.stdout })) {
    process.stdout.write(`${line}\n`);
    if (line.startsWith('Everything stays up')) return engine;
  }
  throw new Error('npm start ended before everything was up.');
}

async function stopped(engine: ChildProcess): Promise<void> {
  const exit = new Promise((ended) => engine.once('exit', ended));
  engine.kill('SIGINT');
  await exit;
}

/** The start form, filled in as the README says. */
async function startForm({ workflows, page }: Stack): Promise<void> {
  const id = encodeURIComponent('offboarding-kenji.tanaka@example.com');
  const form = await openStartForm(
    page,
    `${workflows}/start-workflow?workflowType=offboardEmployee&taskQueue=offboarding&workflowId=${id}`,
  );
  await writeJson(form, '{"email": "kenji.tanaka@example.com"}');
  await pictureAbove('start-form', page.getByText('More options'), { width: 960, more: 64 });
}

const linkOf = ({ workflows }: Stack, workflowId: string): string =>
  `${workflows}/${encodeURIComponent(workflowId)}`;

/** A run without any trouble, with all of its timeline, from the top. */
async function completedRun(stack: Stack): Promise<void> {
  const { client, page } = stack;
  const { workflowId } = await client.start({
    email: 'jane.doe@example.com',
    requestedBy: 'hr',
    reason: 'Last day',
  });
  await client.wait(workflowId);
  await openRun(page, linkOf(stack, workflowId));
  await page.getByRole('button', { name: 'Descending' }).click();
  await showTimeline(page);
  await page.mouse.move(0, 0);
  await pictureAbove('run', page.getByRole('button', { name: 'Compact' }), {
    width: 1_296,
    more: -16,
  });
}

/** Waits for a person: an administrator, whom Zoom refuses to deactivate, and a host of Zoom Events. */
const BLOCKED = ['omar.haddad@example.com', 'amara.okafor@example.com'];

/** What the operator reads, and where to answer. */
async function blockedRun(stack: Stack): Promise<void> {
  const { client, page } = stack;
  for (const email of BLOCKED) {
    const { workflowId } = await client.start({ email });
    await eventually(
      () => client.status(workflowId),
      ({ state }) => state === 'blocked',
    );
  }
  await openRun(page, linkOf(stack, `offboarding-${BLOCKED[0]}`));
  await detailsWith(page, 'A person is needed.');
  await pictureOf('blocked', detailsFrame(page));
  const dialog = await fillDialog(
    page,
    'update',
    'decide',
    '{"step":"deactivateZoomUser","decision":"demoteAndRetry","by":"sam","reason":"agreed with IT"}',
  );
  await pictureOf('decide', dialog);
}

/** Everybody who waits for a decision, by the saved query. */
async function blockedList({ workflows, page }: Stack): Promise<void> {
  const query = encodeURIComponent(savedQueries[0].query);
  await listWith(
    page,
    `${workflows}?query=${query}`,
    BLOCKED.map((email) => `offboarding-${email}`),
  );
  await pictureAbove('blocked-list', page.getByLabel('Per Page'), { width: 820, more: -8 });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
