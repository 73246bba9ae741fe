import type { Locator, Page } from 'playwright-core';
import { writeJson } from './editor';

export type Kind = 'signal' | 'update';

const TITLES: Record<Kind, string> = { signal: 'Send a Signal', update: 'Send an Update' };

/** "More Actions", "Send a Signal" or "Send an Update". The page holds each twice: for wide screens and narrow ones. */
export async function openDialog(page: Page, kind: Kind): Promise<Locator> {
  await page.locator('button:visible', { hasText: 'More Actions' }).click();
  await page.locator('[role=menuitem]:visible', { hasText: TITLES[kind] }).click();
  return page.locator('dialog:visible', { hasText: TITLES[kind] });
}

/** The handlers that a list offers, each with its description. */
export async function offered(list: Locator, kind: Kind | 'query'): Promise<string[]> {
  const button = list.getByTestId(`${kind}-select-button`);
  await button.click();
  const options = list.locator('[role=option]:visible');
  await options.first().waitFor();
  const texts = await options.allInnerTexts();
  await button.click();
  return texts;
}

/** Chooses the handler in the list and closes it. */
export async function choose(list: Locator, kind: Kind | 'query', name: string): Promise<void> {
  await list.getByTestId(`${kind}-select-button`).click();
  await list.locator('[role=option]:visible', { hasText: name }).first().click();
}

/** Chooses the handler and writes its argument; nothing is sent yet. */
export async function fillDialog(page: Page, kind: Kind, name: string, json: string) {
  const dialog = await openDialog(page, kind);
  await choose(dialog, kind, name);
  await writeJson(dialog, json);
  return dialog;
}

/** Sends a message that is taken: the dialog closes. */
export async function send(page: Page, kind: Kind, name: string, json: string): Promise<void> {
  const dialog = await fillDialog(page, kind, name, json);
  await submit(dialog);
  await dialog.waitFor({ state: 'hidden' });
}

/** Sends an update that is refused; returns what the dialog says, and closes it. */
export async function refusal(page: Page, name: string, json: string): Promise<string> {
  const dialog = await fillDialog(page, 'update', name, json);
  await submit(dialog);
  const said = await dialog.locator('[role=alert]:visible', { hasText: /./ }).first().innerText();
  await dialog.getByRole('button', { name: 'Cancel' }).last().click();
  await dialog.waitFor({ state: 'hidden' });
  return said;
}

const submit = (dialog: Locator): Promise<void> =>
  dialog.getByTestId('confirm-modal-button').click();
