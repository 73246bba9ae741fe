import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Desk } from './desk';
import { describeInBrowser } from './in-browser';
import { eventSummaries, openRun, showTimeline, timelineLabels } from './pages/run-page';

const EMAIL = 'jane.doe@example.com';
const CALLS = [
  ['revokeZeroTrustTokens', 'Revoke Cloudflare Zero Trust tokens'],
  ['revokeZoomSsoToken', 'Revoke the Zoom SSO token'],
  ['readZoomUser', 'Read the Zoom user'],
  ['deactivateZoomUser', 'Deactivate the Zoom user'],
  ['rotateZoomPassword', 'Rotate the Zoom password'],
  ['revokeZoomSsoToken', 'Revoke sessions again'],
  ['checkZoomAccess', 'Verify that access is gone'],
] as const;
const TIMERS = [
  'At the most, before the next step goes ahead',
  'Until the sessions are revoked again',
];

describeInBrowser("a run's history", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk.stop());

  it('says in sentences what each call and each wait is for', async () => {
    const id = await desk.engine.begin({ email: EMAIL });
    await desk.engine.end(id);
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    expect(await eventSummaries(page)).toEqual(
      expect.arrayContaining([...CALLS.map(([, title]) => `${title}: ${EMAIL}`), ...TIMERS]),
    );
    const lines = CALLS.map(([activity, title]) => `${activity} • ${title}: ${EMAIL}`);
    await showTimeline(page);
    expect(await timelineLabels(page)).toEqual(expect.arrayContaining([...lines, ...TIMERS]));
  });
});
