import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { renderReportPage } from '../../src/cli/evidence/report-page';
import { sha256 } from '../../src/cli/evidence/sha256';
import { sealReport } from '../../src/domain/evidence/sealed-report';
import type { OffboardingReport, ReportEntry } from '../../src/domain/report';
import { launchBrowser } from '../support/browser';
import { openPage } from '../support/evidence-page';
import { after, attempt, detailed } from '../support/sample-reports';
import { describeInBrowser } from '../web-ui/in-browser';

const pageOf = (report: OffboardingReport) =>
  renderReportPage(
    sealReport(
      report,
      { engine: '1.0.0', readAt: after(1e9), cutOff: 'It was terminated' },
      sha256,
    ),
  );

const SCRIPT = '<img src=x onerror=document.title="run">';
const BREAKOUT = `</script></svg></style><script>document.title="run"</script>${SCRIPT}`;
const LONG = `${'long '.repeat(500)}${'x'.repeat(2_500)}`;

/** Every text that can come from outside is hostile. */
function hostile(): OffboardingReport {
  const report = detailed();
  const { request, status, entries } = report;
  Object.assign(request, {
    ...{ reason: LONG, requestedBy: BREAKOUT, source: '\u202egnp.exe', employeeId: SCRIPT },
    timeZone: 'Asia/Kolkata',
  });
  report.workflowId = `"'><script>document.title="run"</script>`;
  for (const step of status.steps) Object.assign(step, { message: BREAKOUT, code: SCRIPT });
  status.state = 'blocked';
  delete status.finishedAt;
  status.needs = [{ step: 'sweepSessions', code: BREAKOUT, message: LONG, decisions: ['skip'] }];
  for (const entry of entries) {
    if (entry.kind === 'attempt') Object.assign(entry, { message: BREAKOUT, code: BREAKOUT });
    if (entry.kind === 'attempt')
      entry.exchanges[0]!.requestId = `${SCRIPT}\u2066${'é'.repeat(300)}`;
    if (entry.kind === 'decision') Object.assign(entry, { by: BREAKOUT, reason: '\u202e\u0000' });
    if (entry.kind === 'message') Object.assign(entry, { by: SCRIPT, refused: LONG });
  }
  return report;
}

/** Blocked for months, and never twice the same way. */
function months(): OffboardingReport {
  const entries: ReportEntry[] = Array.from({ length: 5_000 }, (_, index) =>
    attempt('sweepSessions', index * 900_000, {
      attempt: index + 1,
      ...(index % 3 ? {} : { outcome: 'failed', code: `cloudflare.50${index % 10}` }),
    }),
  );
  return { ...detailed(), entries };
}

let browser: Browser;
const open = (html: string, scheme?: 'light' | 'dark') => openPage(browser, html, scheme);

describeInBrowser('the page of a report', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each(['light', 'dark'] as const)(
    'is accessible, and asks for nothing (%s)',
    async (scheme) => {
      const { page, seen, findings } = await open(pageOf(detailed()), scheme);
      expect(await findings()).toEqual([]);
      expect(seen).toEqual({ console: [], requests: [] });
      const outline = await page
        .locator('h1, h2, h3')
        .evaluateAll((all) => all.map((h) => h.tagName));
      expect(outline.join(' ')).toMatch(/^H1( H2( H3)*)+$/);
      await page.close();
    },
  );

  it('shows who asked, who decided what and why, every call, and the head', async () => {
    const { page } = await open(pageOf(detailed()));
    const text = await page.locator('main').innerText();
    for (const words of [
      ...['hr@example.com', 'End of contract', 'bamboohr evt-17'],
      'Bob Jones decided skip for "Verify that access is gone": seen by hand in the dashboard',
      'Ann Smith sent reschedule to 2026-11-27T16:00:00.000Z: the last day moved',
      'Zoom updateStatus at 2026-11-27T16:00:00.160Z: HTTP 503, zoom.503, 40 ms, request request-200',
      ...['2026-11-27 16:00:01.300', '2026-11-27 17:00:01 +01:00', 'Signs in by SSO only.'],
      ...['the same 12 times', 'It was terminated', 'contained after 1.3 s'],
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/Head of the chain over 16 entries: [0-9a-f]{64}/);
    const picture = page.getByRole('img', { name: 'Timeline of the offboarding of jane.doe' });
    expect(await picture.count()).toBe(1);
    await page.close();
  });

  it('is a page of words, whatever the words are', async () => {
    const { page, seen, findings } = await open(pageOf(hostile()));
    expect(await page.title()).toBe('Offboarding of jane.doe@example.com');
    expect(await page.locator('img, script:not([type="application/json"])').count()).toBe(0);
    expect(seen).toEqual({ console: [], requests: [] });
    expect(await findings()).toEqual([]);
    const text = await page.locator('main').textContent();
    expect(text).toContain(BREAKOUT);
    expect(text).toContain('⟨U+202E⟩gnp.exe');
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    // Nothing stands out to the right.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1_000);
    await page.close();
  });

  it('carries the report for programs', async () => {
    const { page } = await open(pageOf(hostile()));
    const data = await page.locator('#data').textContent();
    expect(JSON.parse(data ?? '')).toMatchObject({ format: 'offboarding-report' });
    expect((JSON.parse(data ?? '') as OffboardingReport).request).toEqual(hostile().request);
    await page.close();
  });

  it('is black on white on paper, also where the screen is dark', async () => {
    const { page } = await open(pageOf(detailed()), 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const colours = await page.evaluate(
      `['body', 'td.good', 'dt', 'h1'].map((s) => getComputedStyle(document.querySelector(s)).color)
        .concat(getComputedStyle(document.body).backgroundColor)`,
    );
    const black = 'rgb(0, 0, 0)';
    expect(colours).toEqual([black, black, black, black, 'rgb(255, 255, 255)']);
    await page.close();
  });

  it('of months with thousands of sweeps is of sane size, its picture small', async () => {
    const html = pageOf(months());
    expect(html.length).toBeLessThan(6_000_000);
    const { page } = await open(html);
    expect(await page.locator('tbody tr').count()).toBe(5_000 + 7);
    const picture = await page.locator('svg').evaluate((svg) => svg.outerHTML.length);
    expect(picture).toBeLessThan(60_000);
    await page.close();
  });

  it('of a zone that this machine does not know tells UTC alone, and says so', async () => {
    const report = detailed();
    report.request.timeZone = 'Mars/Olympus';
    const { page } = await open(pageOf(report));
    const text = await page.locator('main').innerText();
    expect(text).toContain('Mars/Olympus (not a zone that is known here)');
    expect(text).toContain('2026-11-27 16:00:01.300');
    await page.close();
  });
});
