import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { FrameLocator } from 'playwright-core';
import { stepOf } from '../support/engine';
import { Desk } from './desk';
import { describeInBrowser } from './in-browser';
import { refusal, send } from './pages/message-dialog';
import { listWith } from './pages/run-list';
import { detailsWith, isShownAs, openRun, openTab } from './pages/run-page';

const EMAIL = 'omar.haddad@example.com';

/** The arguments that the details give to copy, one for each step that waits. */
const argumentsIn = (details: FrameLocator): Promise<string[]> =>
  details.locator('pre').allInnerTexts();

const filledIn = (argument: string): string =>
  argument.replace('"by":""', '"by":"sam"').replace('"reason":""', '"reason":"agreed with IT"');

describeInBrowser('a blocked run', () => {
  let desk: Desk;
  let id: string;
  beforeAll(async () => {
    desk = await Desk.start();
    // An administrator, whom Zoom refuses to deactivate, and somebody whom it does not.
    id = await desk.engine.begin({ email: EMAIL }, 'blocked-run');
    await desk.engine.end(await desk.engine.begin({ email: 'emma.lindqvist@example.com' }));
    await desk.engine.until(id, ({ state }) => state === 'blocked');
  });
  afterAll(() => desk.stop());

  it.each([
    ['its state', '`OffboardingState`="blocked"'],
    ['what it is blocked on', '`OffboardingBlockedOn`="zoom.400.200"'],
  ])('is found by %s', async (_, query) => {
    const link = `${desk.workflows}?query=${encodeURIComponent(query)}`;
    await listWith(await desk.newPage(), link, [id]);
  });

  it('refuses a decision that does not fit, with the reason, and waits on', async () => {
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    const [asCopied = ''] = await argumentsIn(await detailsWith(page, 'A person is needed.'));
    expect(await refusal(page, 'decide', asCopied)).toContain('must say who sends it');
    const done = '{"step":"revokeZoomSsoToken","decision":"retry","by":"sam","reason":"a test"}';
    expect(await refusal(page, 'decide', done)).toContain(
      'revokeZoomSsoToken is done and needs no decision.',
    );
    expect(await refusal(page, 'release', '{"by":"sam","reason":"x"}')).toContain(
      'The run is not held.',
    );
    expect(await desk.engine.status(id)).toMatchObject({ state: 'blocked' });
  });

  it('goes on with the answer that its details give, and completes', async () => {
    const page = await desk.newPage();
    await openRun(page, desk.linkOf(id));
    const details = await detailsWith(page, 'A person is needed.');
    const text = await details.locator('body').innerText();
    expect(text).toContain(`Omar Haddad, ${EMAIL}: blocked`);
    expect(text).toContain('Deactivate the Zoom user (zoom.400.200): ');
    expect(text).toContain('demoteAndRetry: withdraw the Zoom role, then try again');
    const [argument = ''] = await argumentsIn(details);
    const answer = filledIn(argument);
    expect(JSON.parse(answer)).toEqual({
      ...{ step: 'deactivateZoomUser', decision: 'demoteAndRetry' },
      ...{ by: 'sam', reason: 'agreed with IT' },
    });
    await send(page, 'update', 'decide', answer);
    await detailsWith(page, `${EMAIL}: completed`);
    await openTab(page, 'history');
    await isShownAs(page, 'Completed');
    const status = await desk.engine.end(id);
    expect(stepOf(status, 'deactivateZoomUser').state).toBe('done');
    expect(desk.engine.simulators.zoom.user(EMAIL)).toMatchObject({ status: 'inactive' });
  });
});
