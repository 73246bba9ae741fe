import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Desk } from './desk';
import { describeInBrowser } from './in-browser';
import { listWith } from './pages/run-list';
import { detailsWith, isShownAs, openTab, resultOf } from './pages/run-page';
import { openStartForm, startWith } from './pages/start-form';

const README = readFileSync(join(resolve(__dirname, '../..'), 'README.md'), 'utf8');
/** The link of the README that fills in the form, at this desk. */
function linkInReadme({ address }: Desk): string {
  const [link = ''] = /http:\S+\/start-workflow\?[^\s>]+/.exec(README) ?? [];
  return link.replace(/^http:\/\/[^/]+/, address);
}

describeInBrowser('a run started from the form', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk.stop());

  it('needs the link of the README and an e-mail, and is seen to be done', async () => {
    const page = await desk.newPage();
    const form = await openStartForm(page, linkInReadme(desk));
    await startWith(form, '{"email": "kenji.tanaka@example.com"}');
    const details = await detailsWith(page, 'kenji.tanaka@example.com: completed');
    const text = await details.locator('body').innerText();
    expect(text).toContain('Kenji Tanaka, ');
    expect(text).toMatch(/Contained .* after the start\. Ended /);
    await openTab(page, 'history');
    await isShownAs(page, 'Completed');
    expect(await resultOf(page)).toContain('"state": "completed"');

    const id = 'offboarding-kenji.tanaka@example.com';
    const query = encodeURIComponent('OffboardingState = "completed"');
    await listWith(page, `${desk.workflows}?query=${query}`, [id]);
  });

  it.each([
    ['a bad e-mail', '{"email": "kenji"}', 'must be an e-mail address such as'],
    ['an unknown field', '{"email": "kenji.tanaka@example.com", "mail": "x"}', '"mail"'],
    ['an empty box', '', 'The input must be one JSON object such as'],
  ])('ends at once, and says what is wrong with %s', async (what, input, message) => {
    const page = await desk.newPage();
    const link = `${desk.workflows}/start-workflow?workflowType=offboardEmployee&taskQueue=offboarding`;
    const form = await openStartForm(page, `${link}&workflowId=${encodeURIComponent(what)}`);
    await startWith(form, input);
    await isShownAs(page, 'Failed');
    const said = await resultOf(page);
    expect(said.replaceAll('\\"', '"')).toContain(message);
    expect(said).toContain('"type": "InvalidInput"');
  });
});
