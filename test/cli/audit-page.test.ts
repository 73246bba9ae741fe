import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { auditCsv } from '../../src/cli/evidence/audit-csv';
import { renderAuditPage } from '../../src/cli/evidence/audit-page';
import { periodOf } from '../../src/cli/evidence/period';
import { unreadRow, auditRowOf, type AuditRow } from '../../src/domain/evidence/audit-row';
import { summaryOf } from '../../src/domain/evidence/audit-summary';
import { launchBrowser } from '../support/browser';
import { openPage } from '../support/evidence-page';
import { after, detailed } from '../support/sample-reports';
import { describeInBrowser } from '../web-ui/in-browser';

const MARKUP = '<img src=x onerror=document.title="run">';
const LISTED = { workflowId: 'offboarding-4711', runId: 'r', blockedOn: [], isCutOff: false };
const plain = auditRowOf(LISTED, detailed());
const hostile: AuditRow = {
  ...plain,
  ...{
    email: MARKUP,
    employeeId: '=1+1',
    source: '@SUM(A1)',
    requestedBy: '\u202e<b>',
    state: MARKUP,
  },
  workflowId: `-2+3+cmd|'/C calc'!A0`,
  decisions: [
    { ...plain.decisions[0]!, by: '+x', reason: `a "quoted"\r\nreason, ${'x'.repeat(5_000)}` },
  ],
};
const rows = [plain, hostile, unreadRow(LISTED, MARKUP), { ...plain, dryRun: true as const }];
const PERIOD = { from: after(-1e9), before: after(1e9) };

describe('the table of a period as CSV', () => {
  const text = auditCsv(rows);
  const [header = [], ...cells]: string[][] = parseCsv(text);

  it('has a header, and as many cells in each row, each row ended as RFC 4180 says', () => {
    expect(header.slice(0, 3)).toEqual(['workflow id', 'e-mail', 'employee id']);
    expect(cells).toHaveLength(rows.length);
    for (const row of cells) expect(row).toHaveLength(header.length);
    expect(text.split('\r\n')).toHaveLength(rows.length + 2);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has no cell that a spreadsheet would take for a formula', () => {
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(cells[1]).toEqual(
      expect.arrayContaining([`'-2+3+cmd|'/C calc'!A0`, "'=1+1", "'@SUM(A1)", '⟨U+202E⟩<b>']),
    );
  });

  it('says of a run that could not be read why, and which one it is', () => {
    expect(cells[2]![header.indexOf('not read because')]).toBe(MARKUP);
    expect(cells[2]![header.indexOf('workflow id')]).toBe('offboarding-4711');
  });
});

describe('the period', () => {
  const now = new Date('2026-11-27T12:00:00Z');
  it.each([
    ['2026-11-01', '2026-11-30', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['2026-11-27', undefined, '2026-11-27T00:00:00.000Z', '2026-11-27T12:00:00.000Z'],
    ['2026-11-27', '2026-11-27', '2026-11-27T00:00:00.000Z', '2026-11-28T00:00:00.000Z'],
    [
      ...['2026-11-01T00:00:00+01:00', '2026-11-02T00:00:00+01:00'],
      ...['2026-10-31T23:00:00.000Z', '2026-11-01T23:00:00.000Z'],
    ],
  ])('from %s until %s', (since, until, from, before) => {
    expect(periodOf(since!, until, now)).toEqual({ from, before });
  });
});

let browser: Browser;
describeInBrowser('the table of a period as a page', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('is accessible, asks for nothing, and is words only', async () => {
    const html = renderAuditPage(PERIOD, summaryOf(rows), rows);
    const { page, seen, findings } = await openPage(browser, html);
    expect(await findings()).toEqual([]);
    expect(seen).toEqual({ console: [], requests: [] });
    expect(await page.locator('img, script').count()).toBe(0);
    const text = await page.locator('main').innerText();
    expect(text).toContain(MARKUP);
    expect(text).toMatch(/time to contained\s+p50 1\.3 s, p90 1\.3 s, p95/);
    expect(text).toContain('contained or not is not known');
    expect(text).toMatch(/dry runs, not counted above\s+1/);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1_000);
    await page.close();
  });
});
