import type { Locator } from 'playwright-core';

/** Writes JSON into the Web UI's editor, in place of what is there. */
export async function writeJson(form: Locator, json: string): Promise<void> {
  await form.locator('.cm-content').first().click();
  const { keyboard } = form.page();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.press('Delete');
  await keyboard.insertText(json);
  // The first click after typing only takes the focus away from the editor, whatever it is on.
  await form.getByText('only single JSON payload').first().click();
}

/** What an editor shows, without the marks beside the lines. Line breaks in a JSON text are shown as such. */
export const textIn = async (editor: Locator): Promise<string> =>
  (await editor.locator('.cm-line').allInnerTexts()).join('\n');
