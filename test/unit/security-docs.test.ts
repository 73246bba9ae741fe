import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CLOUDFLARE_PERMISSIONS, PROBES } from '../../src/cli/doctor/cloudflare-permissions';
import { ZOOM_SCOPES } from '../../src/cli/doctor/zoom-scopes';
import { HR_SOURCES } from '../../src/intake/sources';
import { anchorsOf } from './anchors';
import { CHECKOUT, rawCompose, textOf } from './compose-files';

const security = textOf('docs/security.md');
const permissions = textOf('docs/permissions.md');

/** The cells of every row of every table. */
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| -/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const bare = (cell: string): string => cell.replaceAll('`', '');

/** Each variable that holds a secret, by its name: those that the configuration reads, and those of the compose file. */
function secretVariables(): string[] {
  const folder = join(CHECKOUT, 'src/config');
  const files = readdirSync(folder).map((file) => `src/config/${file}`);
  const read = ['src/config.ts', ...files].map(textOf).join('\n');
  const names = [
    ...(read.match(/(?<![\w(|])[A-Z][A-Z_]*_[A-Z_]*[A-Z]\b/g) ?? []),
    ...HR_SOURCES.map(({ secretVariable }) => secretVariable),
    ...Object.values(rawCompose().services).flatMap(({ environment }) =>
      Object.keys(environment ?? {}),
    ),
  ];
  const isSecret = (name: string) =>
    /(SECRET|TOKEN|PASSWORD|API_KEY|_KEYS|SLACK_URL|OTLP_HEADERS|KEY_DATA|CLIENT_KEY_PATH)$/.test(
      name,
    );
  // SQL_PASSWORD is what Temporal's tools call POSTGRES_PASSWORD; the rest are words of the code.
  const known = (name: string) =>
    !['SQL_PASSWORD', 'HOLDS_SECRET', 'SHORTEST_TOKEN'].includes(name);
  return [...new Set(names)].filter((name) => isSecret(name) && known(name)).sort();
}

describe('docs/security.md', () => {
  it('says of every secret what it is worth, and how it is rotated', () => {
    const [, worth = '', rotation = ''] = security.split(/^## (?:Secrets: .*|Rotation .*)$/m);
    const names = secretVariables();
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !worth.includes(`\`${name}\``))).toEqual([]);
    const rotated = rotation.split('## Threats')[0]!;
    const together = /WEBHOOK_SECRET$|^TEMPORAL_TLS_|^CLOUDFLARE_API_KEY$/;
    expect(names.filter((name) => !together.test(name) && !rotated.includes(name))).toEqual([]);
  });

  it('names for each threat tests that are there, or says that there is none', () => {
    const threats = rowsOf(security.split('## Threats')[1] ?? '').filter(
      ([threat]) => threat !== 'threat',
    );
    expect(threats.length).toBeGreaterThan(30);
    for (const [threat, , tests = ''] of threats) {
      if (tests === 'not covered') continue;
      const named = [...tests.matchAll(/`(test\/[\w./-]+)` "([^"]+)"(?:; |$)/g)];
      expect({ threat, tests: named.map(([whole]) => whole).join('') }).toEqual({ threat, tests });
      for (const [, file = '', name = ''] of named) {
        expect({ threat, file, exists: existsSync(join(CHECKOUT, file)) }).toMatchObject({
          exists: true,
        });
        const titles = new RegExp(`['"\`]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"\`]`);
        expect({ threat, name, isThere: titles.test(textOf(file)) }).toMatchObject({
          isThere: true,
        });
      }
    }
  });

  it.each(['docs/security.md', 'docs/permissions.md', 'SECURITY.md'])(
    '%s links to what is there',
    (path) => {
      for (const [, link = ''] of textOf(path).matchAll(/\]\(([^)\s]+)\)/g)) {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? path : join(path, '..', file);
        expect([link, existsSync(join(CHECKOUT, target))]).toEqual([link, true]);
        if (anchor !== undefined) expect(anchorsOf(textOf(target))).toContain(anchor);
      }
    },
  );

  it('names scripts that are there', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    for (const [, name = ''] of security.matchAll(/npm run ([\w:]+)/g))
      expect(Object.keys(scripts)).toContain(name);
  });
});

describe('docs/permissions.md', () => {
  const [zoom = '', cloudflare = ''] = permissions.split(/^## /m).slice(1);

  it('has the scopes that the doctor looks for, and no other', () => {
    const written = rowsOf(zoom).slice(1);
    const expected = ZOOM_SCOPES.map(({ purpose, classic, granular, when }) => [
      ...[purpose, classic, granular, when].map(bare),
    ]);
    expect(written.map((cells) => cells.map(bare))).toEqual(expected);
  });

  it('has the permissions that the engine needs, and the reads that the doctor wants refused', () => {
    const rows = rowsOf(cloudflare).map((cells) => cells.map(bare));
    const needed = CLOUDFLARE_PERMISSIONS.map(({ permission, purpose, when }) =>
      [permission, purpose, when].map(bare),
    );
    const refused = PROBES.map(({ what, permission }) => [what, permission]);
    expect(rows.filter(([head]) => !['permission', 'what'].includes(head!))).toEqual([
      ...needed,
      ...refused,
    ]);
  });
});
