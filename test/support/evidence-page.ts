import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { BROWSER_PATIENCE_MS } from './browser';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ADDRESS = 'https://file.test/';

interface OpenPage {
  page: Page;
  /** What the page said on its console, and what it asked for. */
  seen: { console: string[]; requests: string[] };
  /** What axe-core finds wrong with it. */
  findings: () => Promise<string[]>;
}

/** Opens a page that should need nothing but itself: whatever it asks for is noted, and refused. */
export async function openPage(
  browser: Browser,
  html: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1_000, height: 800 }, colorScheme });
  page.setDefaultTimeout(BROWSER_PATIENCE_MS);
  const seen: OpenPage['seen'] = { console: [], requests: [] };
  page.on('console', (message) => seen.console.push(message.text()));
  page.on('pageerror', (error) => seen.console.push(error.message));
  page.on('dialog', (dialog) => void dialog.dismiss());
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === ADDRESS) return route.fulfill({ contentType: 'text/html', body: html });
    seen.requests.push(url);
    return route.abort();
  });
  await page.goto(ADDRESS);
  const findings = async () => {
    // The page forbids scripts; what the browser is told to run is none of its own.
    const { violations } = await page.evaluate<AxeResults>(`${AXE}; axe.run()`);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  };
  return { page, seen, findings };
}
