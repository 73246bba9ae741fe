import type { Page } from 'playwright-core';
import { choose, offered } from './message-dialog';
import { openTab } from './run-page';
import { textIn } from './editor';

/** The queries that the tab offers, each with its description. */
export async function offeredQueries(page: Page): Promise<string[]> {
  await openTab(page, 'queries');
  return offered(page.locator('main'), 'query');
}

/** What the tab "Queries" shows once it has the answer. */
export async function ask(page: Page, query: string): Promise<string> {
  await openTab(page, 'queries');
  await choose(page.locator('main'), 'query', query);
  const answered = page.waitForResponse((response) => response.url().includes(`/query/${query}`));
  await page.getByRole('button', { name: 'Run Query' }).click();
  await (await answered).finished();
  const answer = page.getByTestId('query-result');
  await answer.locator('.cm-line').nth(1).waitFor();
  return textIn(answer);
}
