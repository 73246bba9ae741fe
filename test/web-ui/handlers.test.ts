import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MESSAGES } from '../../src/domain/messages';
import { Desk } from './desk';
import { describeInBrowser } from './in-browser';
import { offered, openDialog } from './pages/message-dialog';
import { ask, offeredQueries } from './pages/query-tab';
import { openRun } from './pages/run-page';

const described = (...names: (keyof typeof MESSAGES)[]) =>
  names.map((name) => `${name}\n${MESSAGES[name]}`);

describeInBrowser('what a run offers', () => {
  let desk: Desk;
  let id: string;
  beforeAll(async () => {
    desk = await Desk.start();
    id = await desk.engine.begin({ email: 'omar.haddad@example.com' });
    await desk.engine.until(id, ({ state }) => state === 'blocked');
  });
  afterAll(() => desk.stop());

  it('is listed with what it does and which argument it takes', async () => {
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    expect(await offered(await openDialog(page, 'signal'), 'signal')).toEqual(
      expect.arrayContaining(described('rescind', 'reschedule', 'startNow')),
    );
    await page.keyboard.press('Escape');
    expect(await offered(await openDialog(page, 'update'), 'update')).toEqual(
      expect.arrayContaining(described('decide', 'release')),
    );
    await page.keyboard.press('Escape');
    expect(await offeredQueries(page)).toEqual(
      expect.arrayContaining(described('status', 'report')),
    );
  });

  it('says of what people are not to send that it is not for them', async () => {
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    const signals = await offered(await openDialog(page, 'signal'), 'signal');
    const forPeople = /^(rescind|reschedule|startNow|Custom)\b/;
    for (const signal of signals.filter((text) => !forPeople.test(text)))
      expect(signal).toMatch(/\n.*not for people\.$/);
  });

  it('answers the query status', async () => {
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    const status = await ask(page, 'status');
    expect(status).toContain('"state": "blocked",\n  "email": "omar.haddad@example.com"');
    expect(status).toMatch(/"needs": \[[^]*"step": "deactivateZoomUser",\s+"code": "zoom.400.200"/);
  });
});
