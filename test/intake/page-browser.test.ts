import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { settingsFor } from '../client/settings';
import { BROWSER_PATIENCE_MS, launchBrowser } from '../support/browser';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { API_TOKEN, nowhere, PATIENT, startIntake, type RunningIntake } from '../support/intake';
import { describeInBrowser } from '../web-ui/in-browser';
import { CLEAR_OF_MIDNIGHT_MS, clearOfMidnight, listed } from './page-support';
import { everyState, POLICY } from './page-states';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** Longer than any line, and with markup. */
const HOSTILE = `${'w'.repeat(200)}<img src=x onerror=alert(1)>`;
const WAYS = ['light', 'dark'] as const;

describeInBrowser('the page in a browser', () => {
  let browser: Browser;
  let full: Engine;
  let none: Engine;
  let client: OffboardingClient;
  const intakes: RunningIntake[] = [];
  const addresses: Record<string, string> = {};
  const serve = async (name: string, ...options: Parameters<typeof startIntake>) => {
    const intake = await startIntake(...options);
    intakes.push(intake);
    addresses[name] = intake.url;
  };
  beforeAll(clearOfMidnight, CLEAR_OF_MIDNIGHT_MS);
  beforeAll(async () => {
    [browser, full, none] = await Promise.all([
      launchBrowser(),
      Engine.start({ policy: POLICY }),
      Engine.start({ workers: false }),
    ]);
    const settings = settingsFor(full.namespace);
    client = await connectOffboarding(settings);
    await everyState(full, client);
    const hostile = { email: HOSTILE, source: HOSTILE, blockedOn: [HOSTILE.slice(0, 200)] };
    await listed(full, { ...hostile, state: 'blocked' });
    await eventually(
      () => client.runs.count({ states: ['blocked'] }),
      (count) => count === 4,
    );
    const webUi = { url: 'http://127.0.0.1:9', namespace: 'default' };
    await serve('linked', settings, { ...PATIENT, apiTokens: [], webUi });
    await serve('empty', settingsFor(none.namespace), { ...PATIENT, apiTokens: [] });
    await serve('guarded', settings, PATIENT);
    await serve('elsewhere', settings, { ...PATIENT, apiTokens: [] });
    await serve('away', nowhere(), { apiTokens: [] });
  });
  afterAll(async () => {
    await browser?.close();
    for (const intake of intakes) await intake.close();
    await client?.close();
    for (const engine of [full, none]) await engine?.stop();
  });

  /** What the browser complained of, and what it asked for besides the page. */
  interface Opened {
    page: Page;
    complaints: string[];
    requests: string[];
  }
  async function withPage(
    name: string,
    options: BrowserContextOptions,
    work: (opened: Opened) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({
      ...options,
      ...(name === 'elsewhere' && { extraHTTPHeaders: { 'X-Forwarded-For': '192.0.2.1' } }),
    });
    context.setDefaultTimeout(BROWSER_PATIENCE_MS);
    const page = await context.newPage();
    const opened: Opened = { page, complaints: [], requests: [] };
    page.on('console', (message) => opened.complaints.push(message.text()));
    page.on('dialog', (dialog) => opened.complaints.push(dialog.message()));
    page.on('request', (request) => opened.requests.push(request.url()));
    // A browser shows what comes with the question for a password once its person asks no further.
    if (!options.httpCredentials && name === 'guarded')
      await page.route('**', async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          status: response.status(),
          body: await response.body(),
          contentType: 'text/html',
        });
      });
    try {
      await page.goto(`${addresses[name]}/`);
      await work(opened);
    } finally {
      await context.close();
    }
  }
  const NAMES = ['linked', 'empty', 'guarded', 'elsewhere', 'away'];

  describe.each(NAMES)('%s', (name) => {
    it.each(WAYS)('axe-core finds nothing by any of its rules: %s', async (colorScheme) => {
      await withPage(name, { colorScheme, bypassCSP: true }, async ({ page }) => {
        await page.addScriptTag({ content: AXE });
        const found = await page.evaluate<AxeResults>(
          `axe.run({ runOnly: { type: 'rule', values: axe.getRules().map(({ ruleId }) => ruleId) } })`,
        );
        expect(
          found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        ).toEqual([]);
        expect(found.passes.map(({ id }) => id)).toContain('color-contrast');
      });
    });

    it('is not wider than a narrow screen, nor than one at 200 %', async () => {
      for (const width of [320, 640])
        await withPage(name, { viewport: { width, height: 700 } }, async ({ page }) => {
          const wide = await page.evaluate('document.documentElement.scrollWidth');
          expect([width, wide]).toEqual([width, width]);
        });
    });
  });

  it('asks for nothing besides itself, runs nothing, and breaks no rule of its own', async () => {
    await withPage('linked', {}, async ({ page, complaints, requests }) => {
      expect(requests).toEqual([`${addresses['linked']}/`]);
      expect(complaints).toEqual([]);
      expect(await page.locator('img, script').count()).toBe(0);
      expect(
        await page.locator('body').evaluate('document.styleSheets[0].cssRules.length'),
      ).toBeGreaterThan(50);
    });
  });

  it('is walked with the tab key: every link in the order of reading, each with a visible focus', async () => {
    await withPage('linked', {}, async ({ page }) => {
      const links = (await page.locator('a').allTextContents()).map((text) => text.trim());
      const walked: string[] = [];
      for (let step = 0; step < links.length; step += 1) {
        await page.keyboard.press('Tab');
        const focused = page.locator(':focus');
        walked.push(((await focused.textContent()) ?? '').trim());
        const outline = await page.evaluate(
          'getComputedStyle(document.activeElement).outlineStyle',
        );
        const box = await focused.boundingBox();
        expect([walked.at(-1), outline, (box?.x ?? -1) >= 0]).toEqual([
          walked.at(-1),
          'solid',
          true,
        ]);
      }
      expect(walked).toEqual(links);
      expect(links).toHaveLength(6 + 18);
      expect(links[0]).toBe('Skip to the lists');
      for (const link of links.slice(6)) expect(link).toMatch(/ in the Temporal Web UI$/);
    });
  });

  it('skips to the lists, and its counts lead to them', async () => {
    await withPage('linked', { viewport: { width: 800, height: 400 } }, async ({ page }) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toContain('blocked.');
      for (const [words, heading] of [
        ['ended today', 'Ended today'],
        ['under way', 'Under way, and due today'],
      ]) {
        await page.getByRole('navigation').getByRole('link', { name: words! }).click();
        const at = await page.getByRole('heading', { name: heading! }).boundingBox();
        expect(at!.y).toBeLessThan(400);
        expect(at!.y).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('is a set of named landmarks and tables to those who hear it, on a narrow screen too', async () => {
    for (const width of [320, 1_280])
      await withPage('linked', { viewport: { width, height: 700 } }, async ({ page }) => {
        const regions = [
          'Waits for a person',
          'Under way, and due today',
          'Scheduled from tomorrow on',
          'Ended today',
        ];
        for (const name of regions)
          expect(await page.getByRole('region', { name }).count()).toBe(1);
        for (const role of ['banner', 'navigation', 'main', 'contentinfo'] as const)
          expect(await page.getByRole(role).count()).toBe(1);
        const table = page.getByRole('table', { name: 'What ended today, the last first' });
        expect(await table.getByRole('row').count()).toBe(7);
        expect(await table.getByRole('columnheader').allTextContents()).toEqual([
          ...['Leaver', 'How'],
          ...['Ended', 'Source'],
        ]);
        expect(await table.getByRole('rowheader').count()).toBe(6);
      });
  });

  it('opens with the token as the password that the browser asked for', async () => {
    const httpCredentials = { username: 'jane', password: API_TOKEN };
    await withPage('guarded', { httpCredentials }, async ({ page }) => {
      expect(await page.getByRole('heading', { name: 'Waits for a person' }).count()).toBe(1);
    });
  });
});
