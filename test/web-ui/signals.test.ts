import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Desk } from './desk';
import { describeInBrowser } from './in-browser';
import { send } from './pages/message-dialog';
import { ask } from './pages/query-tab';
import { detailsWith, isShownAs, openRun, openTab } from './pages/run-page';

const TOMORROW = new Date(Date.now() + 24 * 3_600_000).toISOString();
const ORDER = '{"by":"sam","reason":"resignation withdrawn"}';

describeInBrowser('a signal from the dialog', () => {
  let desk: Desk;
  beforeAll(async () => {
    // The second revoke is far away: a run that is contained stays so for as long as a test needs.
    desk = await Desk.start({ sweepDelay: '1h' });
  });
  afterAll(() => desk.stop());

  it('rescind before the effective time ends the run with nothing done', async () => {
    const email = desk.engine.addLeaver('before@example.com');
    const id = await desk.engine.begin({ email, effectiveAt: TOMORROW });
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    await detailsWith(page, `${email}: scheduled`);
    await send(page, 'signal', 'rescind', ORDER);
    const details = await detailsWith(page, `${email}: rescinded`);
    expect(await details.locator('body').innerText()).toContain('Nothing has been done.');
    await openTab(page, 'history');
    await isShownAs(page, 'Completed');
    expect(desk.engine.simulators.zoom.requests({ user: email })).toEqual([]);
  });

  it('rescind after it restores access', async () => {
    const { engine } = desk;
    const email = engine.addLeaver('after@example.com');
    const id = await engine.begin({ email });
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    await detailsWith(page, `${email}: contained`);
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'inactive' });
    await send(page, 'signal', 'rescind', ORDER);
    const details = await detailsWith(page, `${email}: rescinded`);
    expect(await details.locator('body').innerText()).toContain('Taken back:');
    expect(engine.simulators.zoom.user(email)).toMatchObject({ status: 'active' });
  });

  it('with a typo changes nothing, and is refused on the record', async () => {
    const email = desk.engine.addLeaver('typo@example.com');
    const id = await desk.engine.begin({ email, effectiveAt: TOMORROW });
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    await detailsWith(page, `${email}: scheduled`);
    await send(page, 'signal', 'rescind', '{"by":"sam","raeson":"resignation withdrawn"}');
    const report = await ask(page, 'report');
    expect(report).toMatch(/"message": "rescind",[^}]*"refused": "[^}]*raeson[^}]*reason/);
    await detailsWith(page, `${email}: scheduled`);
  });
});
