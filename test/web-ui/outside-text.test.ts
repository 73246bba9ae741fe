import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Desk } from './desk';
import { describeInBrowser } from './in-browser';
import { send } from './pages/message-dialog';
import { detailsWith, openRun, openTab } from './pages/run-page';

const ALERT = 'alert(document.domain)';
const HTML = `<img src=x onerror=${ALERT}><script>${ALERT}</script>`;
const LINK = `[click](javascript:${ALERT}) ![x](http://127.0.0.1:1/x.png) <http://127.0.0.1:1>`;
const TABLE = 'a | b || `c` **d** # e';
const EMAIL = 'eve@example.com';

describeInBrowser('text from outside', () => {
  let desk: Desk;
  let id: string;
  beforeAll(async () => {
    desk = await Desk.start();
    const { engine } = desk;
    engine.addLeaver(EMAIL, { first_name: HTML, last_name: LINK });
    engine.simulators.zoom.addFault({
      ...{ call: 'updateStatus', user: EMAIL, times: 'always' },
      respond: { status: 400, body: { code: 9999, message: `${HTML} ${LINK} ${TABLE}` } },
    });
    id = await engine.begin({ email: EMAIL, reason: HTML, requestedBy: LINK });
    await engine.until(id, ({ state }) => state === 'blocked');
  });
  afterAll(() => desk.stop());

  it('is shown as text: no element of its own, no link, no further cell', async () => {
    const page = await desk.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await openRun(page, desk.linkOf(id));
    await detailsWith(page, 'A person is needed.');

    const skip = { step: 'deactivateZoomUser', decision: 'skip', by: TABLE, reason: HTML + LINK };
    await send(page, 'update', 'decide', JSON.stringify(skip));
    const details = await detailsWith(page, 'Skipped by');
    const text = await details.locator('body').innerText();
    for (const outside of [HTML, `Skipped by ${TABLE}: ${HTML}`]) expect(text).toContain(outside);
    expect(text).toContain('[click](javascript:');
    expect(await details.locator('img, script:not([src]), iframe, a').count()).toBe(0);
    const cells = await details
      .locator('tr')
      .evaluateAll((rows) => rows.map(({ children }) => children.length));
    expect(new Set(cells)).toEqual(new Set([4]));

    await openTab(page, 'history');
    await page.getByTestId('event-summary-row').first().waitFor();
    expect(asked.filter((url) => !url.startsWith(desk.address))).toEqual([]);
    expect(desk.alerts).toEqual([]);
  });
});
