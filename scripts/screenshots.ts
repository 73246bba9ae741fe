import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { connectOffboarding, type OffboardingClient } from '../src/client';
import { freePort } from '../src/local/ports';
import { smallPng } from './screenshots/small-png';

const CHECKOUT = resolve(__dirname, '..');
const PICTURES = join(CHECKOUT, 'docs', 'images');
const BROWSER = process.env['CHROMIUM'] || '/usr/bin/chromium';
const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Right of the Web UI's own menu, and below its header: what a picture is about. */
const LEFT = 64;
const TOP = 62;
/** Milliseconds for the Web UI to have drawn what it has loaded. */
const DRAWN = 2_500;

interface Stack {
  workflows: string;
  client: OffboardingClient;
  page: Page;
}

/** Starts everything on ports of its own, makes the runs of the README, and takes their pictures. */
async function main(): Promise<void> {
  if (!existsSync(BROWSER))
    throw new Error(
      `There is no browser at ${BROWSER}. Install Chromium (Debian: apt-get install chromium), or set CHROMIUM to the path of a Chromium or Chrome.`,
    );
  await mkdir(PICTURES, { recursive: true });
  const [port, uiPort] = [await freePort(), await freePort()];
  const engine = await startEngine(port, uiPort);
  const browser = await chromium.launch({ executablePath: BROWSER, args: BROWSER_FLAGS });
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
    ['--require', require.resolve('tsx/cjs'), 'src/local/main.ts', ...args],
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
  await page.goto(
    `${workflows}/start-workflow?workflowType=offboardEmployee&taskQueue=offboarding&workflowId=${id}`,
  );
  await page.locator('.cm-content').first().click();
  await page.keyboard.insertText('{"email": "kenji.tanaka@example.com"}');
  await page.locator('h1').click();
  const { y, height } = await boxOf(page, '[data-testid=start-workflow-button]');
  await picture(page, 'start-form', 960, y + height + 24);
}

/** A run without any trouble, with all of its timeline, from the top. */
async function completedRun({ workflows, client, page }: Stack): Promise<void> {
  const { workflowId } = await client.start({
    email: 'jane.doe@example.com',
    requestedBy: 'hr',
    reason: 'Last day',
  });
  await client.wait(workflowId);
  await page.goto(`${workflows}/${encodeURIComponent(workflowId)}`);
  await page.locator('button:has-text("Descending")').click();
  await page.locator('button:has-text("Minimized")').click();
  await page.mouse.move(0, 0);
  await picture(page, 'run', 1_296, (await boxOf(page, 'button:has-text("Compact")')).y - 16);
}

/** An administrator, whom Zoom refuses to deactivate: what the operator reads, and where to answer. */
async function blockedRun({ workflows, client, page }: Stack): Promise<void> {
  const { workflowId } = await client.start({ email: 'omar.haddad@example.com' });
  while ((await client.status(workflowId)).state !== 'blocked') await sleep(200);
  await page.goto(`${workflows}/${encodeURIComponent(workflowId)}`);
  await page.waitForURL('**/history**');
  const history = page.url();
  await page.goto(history.replace('/history', '/user-metadata'));
  const details = page.locator('iframe[src*="Omar"]');
  await details.waitFor();
  await sleep(DRAWN);
  await save('blocked', await details.screenshot());

  await page.goto(history);
  await sleep(DRAWN);
  await page.locator('button:visible:has-text("More Actions")').last().click();
  await page.locator('[role=menuitem]:visible:has-text("Send an Update")').click();
  const dialog = page.locator('dialog:visible').filter({ hasText: 'Send an Update' });
  await dialog.locator('[data-testid=update-select-button]').click();
  await dialog.locator('[role=option]:visible:has-text("decide")').click();
  await dialog.locator('.cm-content').click();
  await page.keyboard.insertText(
    '{"step":"deactivateZoomUser","decision":"demoteAndRetry","by":"sam","reason":"agreed with IT"}',
  );
  await dialog.getByText('only single JSON payload').click();
  await sleep(DRAWN);
  await save('decide', await dialog.screenshot());
}

async function boxOf(page: Page, selector: string) {
  await sleep(DRAWN);
  const box = await page.locator(selector).first().boundingBox();
  if (box) return box;
  throw new Error(`The Web UI shows no ${selector}: it has changed, and so must this script.`);
}

/** Without the rest of the page: tables of events name the process and the machine that a worker ran on. */
async function picture(page: Page, name: string, width: number, bottom: number): Promise<void> {
  const clip = { x: LEFT, y: TOP, width, height: bottom - TOP };
  await save(name, await page.screenshot({ clip }));
}

const save = (name: string, png: Buffer) => writeFile(join(PICTURES, `${name}.png`), smallPng(png));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
