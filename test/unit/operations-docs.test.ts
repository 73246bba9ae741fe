import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { parse } from '../../src/cli/parse';
import { causeOf } from '../../src/domain/causes';
import { NOTICE_KINDS } from '../../src/domain/notices/notice';
import { savedQueries } from '../../src/domain/saved-queries';
import { argumentsOf, DOCUMENT, sectionsOf } from '../e2e/operations/document';
import { holds } from '../e2e/operations/excerpt';

const CHECKOUT = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(join(CHECKOUT, path), 'utf8');
const found = (pattern: RegExp, text = DOCUMENT): string[] =>
  Array.from(text.matchAll(pattern), ([, group]) => group ?? '');

const sections = sectionsOf(DOCUMENT);
const chapter = (title: string): string =>
  DOCUMENT.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
/** The first column of the rows in a table, as far as it is code. */
const firstColumn = (text: string): string[] => found(/^\| `([^`]+)`/gm, text);

describe('docs/operations.md', () => {
  it('has commands that the command line takes', () => {
    const commands = [
      ...found(/^(?:\s*\$ )?(npx offboard .+)$/gm),
      ...found(/`(npx offboard [^`]+)`/g),
    ];
    expect(commands.length).toBeGreaterThan(30);
    for (const command of commands)
      expect([command, parse(argumentsOf(command) ?? []).kind]).toEqual([command, 'run']);
  });

  it('has codes that stand for something', () => {
    const codes = found(
      /(?<![\w/@-])((?:zoom|cloudflare|employee|breaker|hr|worker)\.[\w.]*\w)(?![\w/@-]|\.com)/g,
    );
    expect(new Set(codes).size).toBeGreaterThan(15);
    for (const code of codes)
      expect([code, causeOf(code)]).toEqual([
        code,
        expect.not.stringMatching(/no words for|does not know$/),
      ]);
  });

  it('has a situation for each code of its table', () => {
    const rows = found(/^\| (`.+\(#.+)$/gm);
    expect(rows.length).toBeGreaterThan(9);
    const linked = found(/\]\(#(\d+)-/g, rows.join('\n')).map(Number);
    expect([...new Set(linked)].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('has no chapter with commands that no test plays', () => {
    const folder = join(CHECKOUT, 'test/e2e');
    const tests = readdirSync(folder).filter((name) => /^operations.*\.test\.ts$/.test(name));
    const text = tests.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const shown = sections.filter(({ blocks }) =>
      blocks.some(({ kind }) => ['console', 'notice'].includes(kind)),
    );
    expect(shown.length).toBeGreaterThan(10);
    const played = found(/^ {2}(['"].+['"]): \{/gm, text).map((title) => title.slice(1, -1));
    expect(played.sort()).toEqual(shown.map(({ title }) => title).sort());
  });

  it('has each saved query of the Web UI as a link', () => {
    const links = found(/^- \[.+?\]\((\S+)\)/gm, chapter('Saved queries of the Web UI'));
    const wanted = savedQueries.map(
      ({ query }) =>
        `http://localhost:8233/namespaces/default/workflows?query=${encodeURIComponent(query).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'))}`,
    );
    expect(links).toEqual(wanted);
    for (const { answers } of savedQueries) expect(DOCUMENT).toContain(`[${answers}]`);
  });

  it('has links that lead somewhere', () => {
    const links = found(/\]\(([^)\s]+)\)/g).filter((link) => !/^https?:/.test(link));
    expect(links.length).toBeGreaterThan(15);
    for (const link of links) {
      const [file = '', anchor] = link.split('#');
      const target = join('docs', file === '' ? 'operations.md' : file);
      expect([link, existsSync(join(CHECKOUT, target))]).toEqual([link, true]);
      if (anchor !== undefined) expect(anchorsOf(read(target))).toContain(anchor);
    }
  });
});

describe('its chapter on notices', () => {
  const text = chapter('Notices');

  it('has each kind, and each variable that is read', () => {
    const read_ = read('src/config/notices.ts').match(/\bOFFBOARDING_NOTICE_[A-Z_]+\b/g) ?? [];
    const wanted = [...new Set(read_), 'OFFBOARDING_WEB_UI_URL', ...NOTICE_KINDS];
    expect(firstColumn(text).sort()).toEqual(wanted.sort());
  });

  it('has lines of Node that tell our notices from others', () => {
    const { lines = [] } =
      sections.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'js') ?? {};
    expect(lines).toHaveLength(5);
    const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
    const body = JSON.stringify({ type: 'offboarding.blocked', data: { email: 'a@example.com' } });
    const receive = (signedBy: string): string => {
      let printed = '';
      const at = new Date();
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(signedBy).sign('msg_1', at, body),
      };
      const world = {
        require: () => ({ Webhook }),
        process: { env: { OFFBOARDING_NOTICE_WEBHOOK_SECRET: secret } },
        console: { log: (...words: string[]) => (printed = words.join(' ')) },
        body,
        headers,
      };
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- The document's own lines, as they stand.
      const run = new Function(...Object.keys(world), lines.join('\n')) as (
        ...values: unknown[]
      ) => void;
      run(...Object.values(world));
      return printed;
    };
    expect(receive(secret)).toBe('offboarding.blocked a@example.com');
    const another = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
    expect(() => receive(another)).toThrow('No matching signature found');
  });
});

describe('the comparison of its excerpts with what is printed', () => {
  const printed =
    'Jane: blocked\n\n  ✔ one    done  +12 ms\n  ✖ two    blocked  2×  zoom.403\n  end\n';

  it.each([
    [['Jane: blocked', '…', '  ✖ two  blocked  zoom.403', '…'], true],
    [['Jane: blocked', '✔ one  done  +3 min', '✖ two  blocked  5×  zoom.403', 'end'], true],
    [['Jane: blocked', '✖ two  blocked  zoom.403'], false],
    [['…', '✖ two  blocked  zoom.404'], false],
    [['end', '…', 'Jane: blocked'], false],
    [['Jane: blocked', '…', 'Jane: blocked'], false],
  ])('finds %j to be there: %s', (excerpt, isThere) => {
    expect(holds(printed, excerpt)).toBe(isThere);
  });
});

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): string[] =>
  found(/^#+ (.+)$/gm, text).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
