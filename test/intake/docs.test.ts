import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkIntakeSecrets } from '../../src/config/intake';
import { HR_SOURCES } from '../../src/intake/sources';

const text = readFileSync(join(__dirname, '../../docs/hr-sources.md'), 'utf8');
const sections = new Map(text.split(/^## /m).map((section) => [section.split('\n')[0]!, section]));

describe('docs/hr-sources.md', () => {
  it.each(HR_SOURCES.map((source) => [source.name, source] as const))(
    'says of %s how to point it here, its secret and what becomes of its events',
    (name, { title, secretVariable }) => {
      const section = sections.get(`${title} (\`${name}\`)`);
      expect(section).toContain(`/webhooks/${name}`);
      expect(section).toContain(`\`${secretVariable}\``);
      expect(section).toContain('**Point it here:**');
      expect(section).toMatch(/\| .*what we do|\| kind /);
    },
  );

  it('has no section for a source that is not there', () => {
    const named = [...sections.keys()].flatMap((title) => /\(`(\w+)`\)$/.exec(title)?.[1] ?? []);
    expect(named.sort()).toEqual(HR_SOURCES.map(({ name }) => name).sort());
  });

  it('has an example event that is taken', () => {
    const example = /```json\n([^`]*)```/.exec(text)?.[1] ?? '';
    const standard = HR_SOURCES.find(({ name }) => name === 'standard')!;
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1763974320' };
    const webhook = { headers, rawBody: Buffer.from(example), receivedAt: new Date() };
    expect(standard.events(webhook, JSON.parse(example))).toMatchObject([
      { kind: 'terminate', effective: { when: '2026-11-27', timeZone: 'Europe/Berlin' } },
    ]);
  });

  it('names the tokens that are no source', () => {
    const token = 'x'.repeat(16);
    const read = checkIntakeSecrets({ SCIM_BEARER_TOKEN: token, OFFBOARDING_API_TOKEN: token }, []);
    expect(read).toMatchObject({ value: { scim: [token], api: [token] } });
    for (const name of ['SCIM_BEARER_TOKEN', 'OFFBOARDING_API_TOKEN']) expect(text).toContain(name);
  });
});
