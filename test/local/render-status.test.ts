import { describe, expect, it } from '@jest/globals';
import { renderChanges, renderStatus } from '../../src/cli/status/render-status';
import type { OffboardingStatus, StepStatus } from '../../src/domain/status';
import { PLANNED_STEPS, type StepName } from '../../src/domain/steps';

const START = Date.parse('2026-11-22T10:00:00.000Z');
const after = (ms: number) => new Date(START + ms).toISOString();

function statusOf(
  steps: Partial<Record<StepName, Partial<StepStatus>>>,
  changes: Partial<OffboardingStatus> = {},
): OffboardingStatus {
  return {
    state: 'running',
    email: 'jane.doe@example.com',
    effectiveAt: after(0),
    startedAt: after(0),
    steps: PLANNED_STEPS.map((step) => ({ step, state: 'pending', attempts: 0, ...steps[step] })),
    needs: [],
    ...changes,
  };
}
const render = (status: OffboardingStatus, width = 100) =>
  renderStatus(status, { now: new Date(START + 5_000), colour: false, width }).join('\n');

const ENDED = statusOf(
  {
    revokeZeroTrustTokens: { state: 'done', attempts: 1, at: after(80) },
    revokeZoomSsoToken: { state: 'done', attempts: 2, at: after(1_160) },
  },
  { state: 'completed', containedAt: after(312), finishedAt: after(6_100) },
);
const TROUBLED = statusOf(
  {
    revokeZoomSsoToken: {
      ...{ state: 'notApplicable', attempts: 1, at: after(70) },
      ...{ code: 'zoom.404.1001', message: 'Zoom does not know this user.' },
    },
    deactivateZoomUser: {
      ...{ state: 'retrying', attempts: 3, at: after(3_120), code: 'zoom.429.429' },
      nextAttemptAt: after(9_000),
    },
    rotateZoomPassword: { state: 'blocked', attempts: 1, at: after(400), code: 'zoom.400.200' },
  },
  {
    state: 'blocked',
    needs: [
      {
        ...{ step: 'rotateZoomPassword', code: 'zoom.400.200' },
        ...{ message: 'Give the app the scope, then retry.', decisions: ['retry', 'skip'] },
      },
    ],
  },
);

describe('the table of a run', () => {
  it('shows every step with its state, its time and how often it was tried', () => {
    expect(render(ENDED)).toBe(
      [
        '',
        '  jane.doe@example.com: contained after 312 ms, completed after 6.1 s',
        '',
        '  ✔ Revoke Cloudflare Zero Trust tokens  done     +80 ms',
        '  ✔ Revoke the Zoom SSO token            done     +1.2 s  2×',
        '  · Read the Zoom user                   pending',
        '  · Deactivate the Zoom user             pending',
        '  · Rotate the Zoom password             pending',
        '  · Revoke sessions again                pending',
        '  · Verify that access is gone           pending',
        '',
      ].join('\n'),
    );
  });

  it('shows the code, the next attempt and why, and below what a person must do', () => {
    const text = render(TROUBLED);
    expect(text).toMatch(
      /↻ Deactivate the Zoom user .*retrying .*3× {2}zoom\.429\.429 {2,}next in 4 s/,
    );
    expect(text).toMatch(/– Revoke the Zoom SSO token .*nothing to do .*\n {4}Zoom does not know/);
    expect(text).toContain(
      [
        '  Somebody is needed',
        '  ! rotateZoomPassword  zoom.400.200',
        '    Give the app the scope, then retry.',
        '    decide: retry, skip',
      ].join('\n'),
    );
  });

  it('says when a scheduled run will start, and that a dry run is one', () => {
    const scheduled = statusOf({}, { state: 'scheduled', effectiveAt: '2026-12-01T16:00:00.000Z' });
    expect(render(scheduled)).toContain('scheduled for 2026-12-01T16:00:00.000Z');
    expect(render({ ...ENDED, dryRun: true })).toContain('jane.doe@example.com (dry run): ');
  });

  it("lets no control characters of a provider's message through, and cuts it to the width", () => {
    const message = `\u001b[2J${'long '.repeat(40)}\nmore`;
    const text = render(
      statusOf({ readZoomUser: { state: 'retrying', attempts: 1, message } }),
      60,
    );
    expect(text).not.toContain('\u001b');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('is coloured on demand only', () => {
    const options = { now: new Date(START), width: 100 };
    expect(renderStatus(ENDED, { ...options, colour: true }).join('')).toContain('\u001b[32m');
    expect(renderStatus(ENDED, { ...options, colour: false }).join('')).not.toContain('\u001b');
  });
});

describe('the lines of a run where nothing can be redrawn', () => {
  it('are one for each change, and none where nothing changed', () => {
    const start = statusOf({});
    expect(renderChanges(undefined, start)).toEqual(['jane.doe@example.com: running']);
    expect(renderChanges(start, start)).toEqual([]);
    expect(renderChanges(start, TROUBLED)).toEqual([
      '– Revoke the Zoom SSO token: nothing to do, +70 ms, zoom.404.1001, Zoom does not know this user.',
      `↻ Deactivate the Zoom user: retrying, +3.1 s, 3×, zoom.429.429, next attempt at ${after(9_000)}`,
      '✖ Rotate the Zoom password: blocked, +400 ms, zoom.400.200',
      'jane.doe@example.com: blocked, not contained yet',
      '! rotateZoomPassword zoom.400.200: Give the app the scope, then retry.',
    ]);
    expect(renderChanges(TROUBLED, { ...TROUBLED, needs: [] })).toEqual([]);
  });
});
