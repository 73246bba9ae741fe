import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { findSecrets } from '../secrets/find-secrets';
import { evidenceOfNamespace } from '../encryption/namespace-evidence';
import { CODEC_TOKEN, startCodecServer } from '../support/codec-server';
import { newEncryption } from '../support/encryption';
import { Desk } from './desk';
import { describeInBrowser } from './in-browser';
import { detailsWith, isShownAs, openRun, openTab, resultOf } from './pages/run-page';
import { openStartForm, startWith } from './pages/start-form';

const encryption = newEncryption('2026-07');
const EMAIL = 'eve.encrypted@example.com';

describeInBrowser('what is encrypted', () => {
  let desk: Desk;
  let server: Awaited<ReturnType<typeof startCodecServer>>;
  beforeAll(async () => {
    desk = await Desk.start({}, encryption);
    server = await startCodecServer(encryption, desk.address);
    desk.engine.addLeaver(EMAIL);
  });
  afterAll(async () => {
    await server.close();
    await desk.stop();
  });

  it('is read in the Web UI by who has signed in at the codec server, and by nobody else', async () => {
    const id = await desk.engine.begin({ email: EMAIL });
    await desk.engine.end(id);
    const page = await desk.newPage();
    // As deploy/web-ui/web-ui.yaml has it for everybody.
    const settings = { endpoint: server.url, includeCredentials: true };
    await page.context().addInitScript((stored) => {
      for (const [name, value] of Object.entries(stored))
        localStorage.setItem(name, JSON.stringify(value));
    }, settings);
    const refused = page.waitForResponse((response) => response.url().startsWith(server.url));
    await openRun(page, desk.linkOf(id));
    expect((await refused).status()).toBe(401);
    await isShownAs(page, 'Completed');
    expect(await page.locator('body').innerText()).not.toContain(EMAIL);

    const signIn = await page.context().newPage();
    await signIn.goto(server.url);
    await signIn.getByLabel('The token').fill(CODEC_TOKEN);
    await signIn.getByRole('button', { name: 'Sign in' }).click();
    await signIn.getByText("This browser's Web UI shows what is encrypted").waitFor();
    await signIn.close();

    await openRun(page, desk.linkOf(id));
    await openTab(page, 'history');
    expect(await resultOf(page)).toContain(EMAIL);
    await detailsWith(page, `${EMAIL}: completed`);
  });

  it('is what the start form sends as well, once the codec server is set', async () => {
    const page = await desk.newPage();
    const link = `${desk.workflows}/start-workflow?workflowType=offboardEmployee&taskQueue=offboarding&workflowId=form`;
    const form = await openStartForm(page, link);
    await startWith(form, JSON.stringify({ email: EMAIL }));
    await detailsWith(page, `${EMAIL}: completed`);
    const evidence = await evidenceOfNamespace(desk.engine);
    expect(findSecrets(evidence, new Map([[EMAIL, 'the e-mail']]))).toEqual([]);
  });
});
