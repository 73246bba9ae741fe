import type { FrameLocator, Locator, Page } from 'playwright-core';
import { textIn } from './editor';
import { eventually } from '../../support/eventually';

/** The page of a run, at its history. `link` names the run by its workflow id alone, or with its run id. */
export async function openRun(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.waitForURL('**/history**');
  await page.getByTestId('workflow-id-heading').waitFor();
}

export type Tab = 'history' | 'queries' | 'user-metadata';

export async function openTab(page: Page, tab: Tab): Promise<void> {
  await page.getByTestId(`${tab}-tab`).click();
}

/** Waits until the head of the page says so: Running, Completed, Failed and their like. */
export const isShownAs = (page: Page, status: string): Promise<void> =>
  page.locator('main header').getByText(status, { exact: true }).first().waitFor();

/** The frame that renders the details as HTML. */
export const detailsFrame = (page: Page): Locator =>
  page.locator('div', { hasText: 'Current Details' }).locator('iframe').last();

const contentOf = (page: Page): FrameLocator => detailsFrame(page).contentFrame();

/** The current details in the tab "User Metadata", read again by R until they have that text. */
export async function detailsWith(page: Page, text: string): Promise<FrameLocator> {
  await openTab(page, 'user-metadata');
  const details = contentOf(page);
  await eventually(
    async () => {
      await page.keyboard.press('r');
      return details.locator('body').innerText({ timeout: 10_000 });
    },
    (shown) => shown.includes(text),
  );
  return details;
}

/** What stands under "Result", once it is there. */
export async function resultOf(page: Page): Promise<string> {
  const result = page.getByTestId('input-and-result').locator('.cm-content').last();
  await result.filter({ hasText: /\{/ }).waitFor();
  return textIn(result);
}

/** The summaries in the list of events, once all events are there. */
export async function eventSummaries(page: Page): Promise<string[]> {
  // A page of the list holds 100 events, the newest first, unless it is told otherwise.
  const url = new URL(page.url());
  url.searchParams.set('per-page', '250');
  await page.goto(url.href);
  const events = page.getByTestId('event-summary-row');
  await events.filter({ hasText: 'Workflow Execution Started' }).waitFor();
  return events.locator('p:text-is("Summary") + div').allInnerTexts();
}

/** The timeline with all of its lines. */
export const showTimeline = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Minimized' }).click();

/** What stands on the lines of the timeline. */
export const timelineLabels = (page: Page): Promise<string[]> =>
  page.locator('main svg text').allTextContents();
