import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { renderRuns } from '../../src/cli/runs/render-runs';
import { countWords, sortedRuns } from '../../src/cli/runs/run-words';
import { cut, padEnd } from '../../src/cli/terminal/text-width';
import type { RunOverview } from '../../src/client/run-list';

const NOW = new Date('2026-11-27T17:03:12Z');
const overview = (workflowId: string, more: Partial<RunOverview> = {}): RunOverview => ({
  workflowId,
  runId: workflowId,
  kind: 'run',
  state: 'running',
  blockedOn: [],
  openedAt: '2026-11-27T17:00:00.000Z',
  ...more,
});
const table = (runs: RunOverview[], width?: number) =>
  renderRuns(runs, { now: NOW, colour: false, ...(width && { width }) });

describe('the table of runs', () => {
  it.each<[Partial<RunOverview>, string]>([
    [{ email: 'jane@example.com', employeeId: '4711' }, 'jane@example.com  ▸ running'],
    [{ employeeId: '4711' }, '4711    ▸ running'],
    [{}, 'E 1     ▸ running'],
    [{ kind: 'hrEvents', employeeId: '9' }, '9 (HR events)  ▸ running'],
  ])('%j names the leaver', (more, start) => {
    expect(table([overview('offboarding-E 1', more)])[1]).toContain(start);
  });

  it.each<[Partial<RunOverview>, string]>([
    [{ effectiveAt: '2026-12-01T16:00:00.000Z' }, 'from 2026-12-01 16:00'],
    [{ effectiveAt: '2026-11-27T17:01:00.000Z' }, 'since 2026-11-27 17:01'],
    // Asked for after its time: since then.
    [{ effectiveAt: '2026-11-01T16:00:00.000Z' }, 'since 2026-11-27 17:00'],
    [{}, 'since 2026-11-27 17:00'],
    [{ closedAt: '2026-11-27T17:02:00.000Z' }, 'ended 2026-11-27 17:02'],
  ])('%j says when', (more, when) => {
    expect(table([overview('x', more)])[1]).toContain(when);
  });

  it('keeps its columns in line, wide characters and all, and leaves out what nobody fills', () => {
    const [head, wide, plain] = table([
      overview('a', { email: '山田太郎@example.com' }),
      overview('b', { email: 'jane@example.com', state: 'completed' }),
    ]);
    const column = (line: string | undefined, word: string) =>
      stringWidth((line ?? '').slice(0, (line ?? '').indexOf(word)));
    expect(column(wide, '▸')).toBe(column(head, 'state'));
    expect(column(plain, '✔')).toBe(column(head, 'state'));
    expect(head).not.toMatch(/source|waits for/);
  });

  it.each([20, 40, 61, 80])('is cut to %d columns', (width) => {
    const email = `${'山'.repeat(40)}@example.com`;
    const lines = table([overview('offboarding-4711', { email, source: 'gusto' })], width);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(lines[1]).toContain('…');
  });

  it('shows no order to the terminal, wherever it stands', () => {
    const bad = '\u001b]0;x\u0007\u202e\n';
    const run = overview(`id${bad}`, {
      email: `a${bad}`,
      source: `s${bad}`,
      blockedOn: [`c${bad}`],
    });
    // eslint-disable-next-line no-control-regex
    expect(table([run]).join('|')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

describe('the order of runs', () => {
  it('has who waits first, then by date, then what ended, the last one first', () => {
    const at = (day: string) => ({ effectiveAt: `2026-12-${day}T16:00:00.000Z` });
    const ended = (minute: string) => ({ closedAt: `2026-11-27T17:${minute}:00.000Z` });
    const runs = [
      overview('late', { state: 'scheduled', ...at('09') }),
      overview('ended first', { state: 'completed', ...ended('01') }),
      overview('soon', { state: 'scheduled', ...at('02') }),
      overview('held', { state: 'held', ...at('01') }),
      overview('ended last', { state: 'failed', ...ended('02') }),
      overview('running'),
      overview('blocked', { state: 'blocked', ...at('05') }),
    ];
    expect(sortedRuns(runs).map(({ workflowId }) => workflowId)).toEqual([
      ...['blocked', 'held', 'running', 'soon', 'late', 'ended last', 'ended first'],
    ]);
    expect(countWords(runs)).toBe(
      '1 blocked, 1 held, 1 running, 2 scheduled, 1 completed, 1 failed',
    );
  });
});

describe('text on a terminal', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['山田太郎', 5, '山田…'],
    ['山田太郎', 4, '山…'],
    // One character to the eye stays one.
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['x', 0, ''],
  ])('%j cut to %d', (text, width, expected) => {
    expect(cut(text, width)).toBe(expected);
  });

  it('is filled up by what it shows', () => {
    expect(padEnd('山', 4)).toBe('山  ');
  });
});

describe('what is blocked', () => {
  it.each<[Partial<RunOverview>, RegExp]>([
    [{ state: 'blocked', containedAt: '2026-11-27T17:01:00.000Z' }, /blocked, contained /],
    [{ state: 'blocked' }, /blocked, not contained /],
    // HR's events are about nobody's access yet.
    [{ state: 'blocked', kind: 'hrEvents' }, /blocked +since/],
    [{ state: 'running' }, /running +since/],
  ])('%j says whether the leaver may still get in', (more, words) => {
    expect(table([overview('x', more)])[1]).toMatch(words);
  });
});
