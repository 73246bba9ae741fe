import { describe, expect, it } from '@jest/globals';
import { NOTICE_KINDS, type Notice } from '../../../src/domain/notices/notice';
import { slackTextOf } from '../../../src/domain/notices/slack-text';
import { webhookBodyOf } from '../../../src/domain/notices/webhook-body';

const AT = '2026-11-27T16:00:00.000Z';
const WEB_UI = { url: 'https://temporal.example.com', namespace: 'default' };
const notice: Notice = {
  kind: 'blocked',
  at: AT,
  runId: '01a2-b3',
  email: 'jane.doe@example.com',
  state: 'blocked',
  contained: false,
  code: 'cloudflare.403.10000',
  step: 'revokeZeroTrustTokens',
};

describe('the text for Slack', () => {
  it('says what happened to whom, where, why, and where to look', () => {
    expect(slackTextOf(notice, WEB_UI).split('\n')).toEqual([
      ':rotating_light: *A person is needed*: jane.doe@example.com, who may still get in',
      expect.stringMatching(/^cloudflare\.403\.10000: .*token/i),
      '<https://temporal.example.com/namespaces/default/workflows?query=RunId%20%3D%20%2201a2-b3%22|Open the run in Temporal>',
    ]);
  });

  it('calls nobody and links nowhere, whatever an e-mail holds', () => {
    const text = slackTextOf(
      { ...notice, email: '<!channel>&<http://evil|x>@example.com' },
      undefined,
    );
    expect(text).toContain('&lt;!channel&gt;&amp;&lt;http://evil|x&gt;@example.com');
    expect(text).not.toMatch(/[<>]/);
  });

  it.each(NOTICE_KINDS)('has a headline for %s', (kind) => {
    const [headline] = slackTextOf({ ...notice, kind }, undefined).split('\n');
    expect(headline).toMatch(
      kind === 'breakerTripped' ? /^:\w+: \*[A-Z].+\*: jane/ : /^:\w+: \*[A-Z].+\*: jane\.doe@/,
    );
  });

  it('says how fast access was cut, what was left, and whose feed went wild', () => {
    const said = (more: Partial<Notice>) =>
      slackTextOf({ kind: 'completed', at: AT, runId: 'x', ...more }, undefined);
    expect(said({ kind: 'contained', secondsToContained: 0.428 })).toMatch(/0\.428 s after/);
    expect(said({ state: 'completedWithExceptions' })).toMatch(/with exceptions$/);
    expect(said({ kind: 'breakerTripped', source: 'bamboohr' })).toMatch(
      /: bamboohr sends too many/,
    );
  });
});

describe('the body for a webhook', () => {
  it('is what Standard Webhooks say: type, timestamp, data', () => {
    expect(webhookBodyOf(notice, WEB_UI)).toEqual({
      type: 'offboarding.blocked',
      timestamp: AT,
      data: {
        runId: '01a2-b3',
        email: 'jane.doe@example.com',
        state: 'blocked',
        contained: false,
        code: 'cloudflare.403.10000',
        step: 'revokeZeroTrustTokens',
        cause: expect.stringMatching(/token/i),
        url: 'https://temporal.example.com/namespaces/default/workflows?query=RunId%20%3D%20%2201a2-b3%22',
      },
    });
  });
});
