import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderReportPage } from '../../src/cli/evidence/report-page';
import { sha256 } from '../../src/cli/evidence/sha256';
import { engineVersion } from '../../src/cli/version';
import { sealReport } from '../../src/domain/evidence/sealed-report';
import { after, detailed } from '../support/sample-reports';
import { offboard } from './run-cli';

const seal = (engine = engineVersion()) =>
  sealReport(detailed(), { engine, readAt: after(1e9) }, sha256);
const JSON_TEXT = JSON.stringify(seal(), undefined, 2);
const PAGE = renderReportPage(seal());

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offboarding-evidence-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function fileOf(content: string | Buffer): Promise<string> {
  const file = join(folder, `evidence-${(files += 1)}`);
  await writeFile(file, content);
  return file;
}
const verify = async (content: string | Buffer, ...options: string[]) =>
  offboard({}, 'report', '--verify', await fileOf(content), ...options);
/** Changed as somebody would in an editor; the change must have happened. */
function edited(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

describe('a file that nobody changed', () => {
  it.each([
    ['JSON', JSON_TEXT],
    ['JSON of another format', JSON.stringify(JSON.parse(JSON_TEXT), undefined, '\t')],
    [
      'JSON with a byte order mark and other line ends',
      `\ufeff${JSON_TEXT.replaceAll('\n', '\r\n')}`,
    ],
    ['a page', PAGE],
    ['a page with other line ends', PAGE.replaceAll('\n', '\r\n')],
  ])('is valid: %s', async (_what, content) => {
    expect(await verify(content)).toEqual({
      exit: 0,
      stdout: `Valid: 16 entries, head ${seal().head}\n`,
      stderr: '',
    });
  });

  it('is valid as JSON says it', async () => {
    const { exit, stdout } = await verify(PAGE, '--json');
    expect({ exit, found: JSON.parse(stdout) as unknown }).toEqual({
      exit: 0,
      found: { valid: true, entries: 16, head: seal().head, remarks: [] },
    });
  });

  it('is checked from any folder, without Temporal', async () => {
    const bin = resolve(__dirname, '../../bin/offboard.js');
    const args = [bin, 'report', '--verify', await fileOf(PAGE)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    expect(stdout).toContain('Valid: 16 entries');
  });
});

describe('a file that somebody changed', () => {
  it.each([
    [
      'who asked',
      '"requestedBy": "hr@example.com"',
      '"requestedBy": "ceo@example.com"',
      'The header',
    ],
    [
      'the engine that wrote it',
      `"engine": "${engineVersion()}"`,
      '"engine": "0.0.1"',
      'The header',
    ],
    ['an outcome', '"outcome": "failed"', '"outcome": "done"', 'Entry 7 of 16'],
    ['who decided', '"by": "Bob Jones"', '"by": "Eve"', 'Entry 15 of 16'],
    ['how it ended', '"hrFact": "bamboohr evt-17"', '"hrFact": "none"', 'The end'],
    [
      'when it was contained',
      '"containedAt": "2026-11-27T16:00:01.300Z"',
      '"containedAt": "2026-11-27T16:00:00.300Z"',
      'The end',
    ],
    [
      'a link',
      `"hash": "${seal().entries[4]!.hash}"`,
      `"hash": "${'0'.repeat(64)}"`,
      'Entry 5 of 16',
    ],
  ])('shows: %s', async (_what, from, to, place) => {
    const { exit, stdout } = await verify(edited(JSON_TEXT, from, to));
    expect({ exit, stdout }).toEqual({
      exit: 1,
      stdout: expect.stringMatching(new RegExp(`^Not valid\\.\n${place} does not fit: `)),
    });
  });

  it('shows: the data of a page', async () => {
    const { exit, stdout } = await verify(edited(PAGE, '"by":"Bob Jones"', '"by":"Eve"'));
    expect({ exit, stdout }).toEqual({
      exit: 1,
      stdout: expect.stringContaining('Entry 15 of 16'),
    });
  });

  it.each([
    ['a word that people read', 'Bob Jones decided', 'Eve decided', 'Eve decided'],
    ['a mark in the picture', 'class="mark failed"', 'class="mark done"', 'mark done'],
    ['a row that is hidden', '<tr>', '<tr hidden>', '<tr hidden>'],
    ['something before the page', '<!doctype html>', '<!-- x --><!doctype html>', '<!-- x -->'],
    ['another style', '--paper: #ffffff', '--paper: #fffffe', '#fffffe'],
  ])('shows, where the data is whole: %s', async (_what, from, to, shown) => {
    const { exit, stdout } = await verify(edited(PAGE, from, to));
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: expect.stringContaining(shown) });
    expect(stdout).toContain('what the page shows is not what the data says');
  });

  it('shows: a name that is there twice, of which programs see only the last', async () => {
    const twice = edited(JSON_TEXT, '"by": "Bob Jones"', '"by": "Eve",\n "by": "Bob Jones"');
    expect(await verify(twice)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('"by" twice'),
    });
  });

  it('does not show where a whole new chain was made, but for the head', async () => {
    const forged = detailed();
    forged.request.requestedBy = 'ceo@example.com';
    const sealed = sealReport(forged, { engine: engineVersion(), readAt: after(1e9) }, sha256);
    const { exit, stdout } = await verify(JSON.stringify(sealed));
    expect(exit).toBe(0);
    expect(stdout).not.toContain(seal().head);
  });

  it('says which page it could not check: another version of the engine made it', async () => {
    const page = renderReportPage(seal('0.0.1')).replace('Bob Jones decided', 'Eve decided');
    const { exit, stdout } = await verify(page);
    expect({ exit, stdout }).toEqual({
      exit: 1,
      stdout: expect.stringContaining('can be checked only by the version of the engine'),
    });
  });

  it('says so where no page can be made of a chain over nonsense', async () => {
    const nonsense = { ...detailed(), status: { state: 'completed' } } as never;
    const sealed = sealReport(nonsense, { engine: engineVersion(), readAt: after(1e9) }, sha256);
    const data = JSON.stringify(sealed);
    const page = `<!doctype html><script type="application/json" id="data">${data}</script>`;
    expect(await verify(page)).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('No page follows from the data'),
    });
  });
});

describe('what is no report', () => {
  const deep = `{"format":"offboarding-report","version":1,"entries":[],"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'neither JSON'],
    ['other text', 'evidence', 'neither JSON'],
    ['other JSON', '{"entries":[]}', 'it is not what offboard report'],
    ['another page', '<!doctype html><p>Hello</p>', 'a page without the data'],
    ['a report that was cut off', JSON_TEXT.slice(0, -200), 'neither JSON'],
    ['a later format', edited(JSON_TEXT, '"version": 1', '"version": 2'), 'version 2'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d]), 'not UTF-8'],
    ['lists within lists', deep, 'holds values that no report holds'],
    ['a number beyond all bounds', edited(JSON_TEXT, '"attempt": 1', '"attempt": 1e999'), 'values'],
  ])('ends with 2: %s', async (_what, content, words) => {
    expect(await verify(content)).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining(words),
    });
  });

  it('ends with 2: a file that is not there, a folder', async () => {
    const missing = await offboard({}, 'report', '--verify', join(folder, 'none'));
    expect(missing).toMatchObject({ exit: 2, stderr: expect.stringContaining('there is no such') });
    const isFolder = await offboard({}, 'report', '--verify', folder, '--json');
    expect(isFolder.exit).toBe(2);
    expect(JSON.parse(isFolder.stderr)).toMatchObject({ error: { code: 'invalid_request' } });
  });
});
