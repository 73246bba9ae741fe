import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually';

const ROW = 'workflows-summary-configurable-table-row';
const CELL = 'workflows-summary-table-body-cell';

/** Opens the list by a link until it has these rows and no others, by workflow id, in any order. */
export async function listWith(page: Page, link: string, workflowIds: string[]): Promise<void> {
  const wanted = [...workflowIds].sort().join('\n');
  await eventually(
    async () => {
      await page.goto(link);
      await page.getByTestId(ROW).first().waitFor({ timeout: 20_000 });
      return workflowIdsOf(page);
    },
    (shown) => shown.sort().join('\n') === wanted,
  );
}

async function workflowIdsOf(page: Page): Promise<string[]> {
  const links = page.getByTestId(ROW).getByTestId(CELL).locator('a[href$="/history"]');
  const texts = await links.evaluateAll((all) =>
    all.map((link) => link.getAttribute('href') ?? ''),
  );
  const ids = texts.map((href) => decodeURIComponent(href.split('/').at(-3) ?? ''));
  return [...new Set(ids)];
}
