import { describe, expect, it } from '@jest/globals';
import { readWorkerConfig } from '../../src/config';
import { checkNotices } from '../../src/config/notices';
import { checkWebUiUrl } from '../../src/config/web-ui';
import { NOTICE_KINDS } from '../../src/domain/notices/notice';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const PREVIOUS = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const URL_OF = {
  slack: 'https://hooks.slack.com/services/T0/B0/abc',
  webhook: 'https://example.com/hook?key=1',
};

describe('where notices go', () => {
  it('is nowhere, where nothing is set', () => {
    expect(checkNotices({})).toEqual({ value: { kinds: [...NOTICE_KINDS] } });
  });

  it('is both channels, the webhook with its new secret and the one before', () => {
    expect(
      checkNotices({
        OFFBOARDING_NOTICE_SLACK_URL: URL_OF.slack,
        OFFBOARDING_NOTICE_WEBHOOK_URL: URL_OF.webhook,
        OFFBOARDING_NOTICE_WEBHOOK_SECRET: SECRET,
        OFFBOARDING_NOTICE_WEBHOOK_SECRET_PREVIOUS: PREVIOUS,
        OFFBOARDING_NOTICE_KINDS: 'blocked, held',
      }),
    ).toEqual({
      value: {
        slackUrl: URL_OF.slack,
        webhook: { url: URL_OF.webhook, secrets: [SECRET, PREVIOUS] },
        kinds: ['blocked', 'held'],
      },
    });
  });

  it.each([
    ['OFFBOARDING_NOTICE_SLACK_URL', { OFFBOARDING_NOTICE_SLACK_URL: 'hooks.slack.com' }],
    ['OFFBOARDING_NOTICE_SLACK_URL', { OFFBOARDING_NOTICE_SLACK_URL: 'http://hooks.slack.com/x' }],
    ['OFFBOARDING_NOTICE_SLACK_URL', { OFFBOARDING_NOTICE_SLACK_URL: 'https://a:b@example.com' }],
    ['OFFBOARDING_NOTICE_WEBHOOK_SECRET', { OFFBOARDING_NOTICE_WEBHOOK_URL: URL_OF.webhook }],
    [
      'OFFBOARDING_NOTICE_WEBHOOK_SECRET',
      {
        OFFBOARDING_NOTICE_WEBHOOK_URL: URL_OF.webhook,
        OFFBOARDING_NOTICE_WEBHOOK_SECRET: 'whsec_c2hvcnQ=',
      },
    ],
    ['OFFBOARDING_NOTICE_WEBHOOK_URL', { OFFBOARDING_NOTICE_WEBHOOK_SECRET: SECRET }],
    ['OFFBOARDING_NOTICE_WEBHOOK_SECRET', { OFFBOARDING_NOTICE_WEBHOOK_SECRET_PREVIOUS: PREVIOUS }],
    ['OFFBOARDING_NOTICE_KINDS', { OFFBOARDING_NOTICE_KINDS: 'blocked,blockd' }],
  ])('is refused where %s is wrong, and quotes no value', (name, environment) => {
    const checked = checkNotices(environment);
    const faults = 'faults' in checked ? checked.faults : [];
    expect(faults.map((fault) => fault.name)).toContain(name);
    expect(JSON.stringify(faults)).not.toMatch(/c2hvcnQ|a:b@|\/hook/);
  });

  it('is told with all other faults of the environment', () => {
    expect(() => readWorkerConfig({ OFFBOARDING_NOTICE_KINDS: 'all' })).toThrow(
      /OFFBOARDING_NOTICE_KINDS[^]*ZOOM_ACCOUNT_ID|ZOOM_ACCOUNT_ID[^]*OFFBOARDING_NOTICE_KINDS/,
    );
  });
});

describe('where people open the Web UI', () => {
  it.each([
    ['http://localhost:8233/', 'http://localhost:8233'],
    ['https://temporal.example.com/ui', 'https://temporal.example.com/ui'],
  ])('takes %s', (url, value) => {
    expect(checkWebUiUrl({ OFFBOARDING_WEB_UI_URL: url })).toEqual({ value });
  });

  it.each([
    'temporal.example.com',
    'ftp://example.com',
    'https://a:b@example.com',
    'http://x/?a=1',
  ])('refuses %s', (url) => {
    expect(checkWebUiUrl({ OFFBOARDING_WEB_UI_URL: url })).toMatchObject({
      faults: [{ name: 'OFFBOARDING_WEB_UI_URL', problem: expect.stringContaining('must') }],
    });
  });
});
