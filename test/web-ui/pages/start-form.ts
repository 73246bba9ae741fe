import type { Locator, Page } from 'playwright-core';
import { writeJson } from './editor';

/** The form, with what the link fills in: type, queue, workflow id. */
export async function openStartForm(page: Page, link: string): Promise<Locator> {
  await page.goto(link);
  await page.getByTestId('workflowType').waitFor();
  return page.locator('main');
}

/** Writes the input, or leaves the box empty, starts the workflow, and follows the link to it. */
export async function startWith(form: Locator, json: string): Promise<void> {
  const page = form.page();
  if (json !== '') await writeJson(form, json);
  await form.getByTestId('start-workflow-button').click();
  await page.getByText('Workflow started successfully').click();
  await page.waitForURL('**/history**');
}
