import { describe, expect, it } from '@jest/globals';
import type { CliContext } from '../../src/cli/context';
import { runsScreenFor } from '../../src/cli/runs/runs-screen';
import { SeenRuns } from '../../src/cli/runs/seen-runs';
import type { RunOverview } from '../../src/client/run-list';

const NOW = new Date('2026-11-27T17:03:12Z');

let count = 0;
const overview = (who: string, more: Partial<RunOverview> = {}): RunOverview => ({
  workflowId: `offboarding-${who}@example.com`,
  runId: `run-${(count += 1)}`,
  kind: 'run',
  state: 'running',
  blockedOn: [],
  email: `${who}@example.com`,
  openedAt: '2026-11-27T17:00:00.000Z',
  ...more,
});
const jane = overview('jane');
const blocked: Partial<RunOverview> = { state: 'blocked', blockedOn: ['zoom.400.200'] };
const ended = { state: 'completed', closedAt: '2026-11-27T17:04:00.000Z' } as const;
const hr = overview('hr', {
  ...{ workflowId: 'hr-events-E-1', kind: 'hrEvents', employeeId: 'E-1', state: 'blocked' },
  blockedOn: ['employee.noEmail'],
});
delete hr.email;

function screen({
  json = false,
  ...stdout
}: { isTTY?: boolean; columns?: number; rows?: number; json?: boolean } = {}) {
  const written = { stdout: '', stderr: '', draws: 0 };
  const context = {
    stdout: {
      ...stdout,
      write(text: string) {
        written.stdout += text;
        written.draws += 1;
      },
    },
    stderr: { write: (text: string) => (written.stderr += text) },
  } as unknown as CliContext;
  const seen = new SeenRuns();
  const shown = runsScreenFor(context, json, () => NOW);
  const look = (...runs: RunOverview[]) => shown.show(seen.look(runs));
  return { ...shown, look, written };
}
const ESCAPES = /\u001b\[[\d;?]*[A-Za-z]/g; // eslint-disable-line no-control-regex
const plain = (text: string) => text.replace(ESCAPES, '');

describe('a watch of all runs, in a log', () => {
  it('is a line for each change; of what was there before, only who waits', () => {
    const { look, written } = screen();
    look(jane, overview('omar', blocked));
    look({ ...jane, state: 'contained' }, overview('omar', blocked), overview('kenji'));
    look({ ...jane, ...blocked }, overview('omar'), overview('kenji', ended));
    const later = { state: 'scheduled', effectiveAt: '2026-12-01T16:00:00.000Z' } as const;
    look(jane, overview('ann', later), hr);
    look(jane, overview('ann', { ...later, effectiveAt: '2026-12-02T16:00:00.000Z' }));
    expect(written.stdout.trimEnd().split('\n')).toEqual([
      '17:03:12 1 blocked, 1 running (times are UTC)',
      '17:03:12 omar@example.com blocked: zoom.400.200',
      '17:03:12 jane@example.com contained',
      '17:03:12 kenji@example.com running',
      '17:03:12 jane@example.com blocked: zoom.400.200',
      '17:03:12 omar@example.com running',
      '17:03:12 kenji@example.com completed',
      '17:03:12 jane@example.com running',
      '17:03:12 ann@example.com scheduled: from 2026-12-01 16:00',
      '17:03:12 E-1 (HR events) blocked: employee.noEmail',
      '17:03:12 ann@example.com scheduled: from 2026-12-02 16:00',
      '17:03:12 E-1 (HR events) waits for nobody any more',
    ]);
  });

  it('says once that Temporal is away, and that it is back', () => {
    const { look, remark, written } = screen();
    look(jane);
    remark('no answer');
    remark('no answer');
    look(jane);
    look(jane);
    expect(written.stderr).toBe('17:03:12 no answer\n17:03:12 Temporal answers again.\n');
    expect(written.stdout).toBe('17:03:12 1 running (times are UTC)\n');
  });

  it('leaves out what ended before it began, and takes a run that continues as new for the same', () => {
    const { look, written } = screen();
    const before = overview('before', ended);
    look(before, jane);
    look(before, { ...jane, runId: 'continued' });
    // Somebody leaves once more: that is news.
    look(overview('before'), { ...jane, runId: 'continued' }, before);
    expect(written.stdout).toBe(
      '17:03:12 1 running (times are UTC)\n17:03:12 before@example.com running\n',
    );
  });
});

describe('a watch of all runs, for programs', () => {
  it('is a run for each change, first all that are under way', () => {
    const { look, remark, written } = screen({ json: true });
    look(jane, overview('old', ended));
    look(jane);
    remark('no answer');
    look({ ...jane, ...blocked }, hr);
    look({ ...jane, ...blocked });
    const lines = written.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toEqual([
      { at: NOW.toISOString(), ...jane },
      { at: NOW.toISOString(), ...jane, ...blocked },
      { at: NOW.toISOString(), ...hr },
      { at: NOW.toISOString(), ...hr, isGone: true },
    ]);
    expect(written.stderr).toBe('');
  });
});

describe('a watch of all runs, on a terminal', () => {
  const many = Array.from({ length: 30 }, (_, i) => overview(`p${i}`));

  it('is drawn only where something changed', () => {
    const { look, end, written } = screen({ isTTY: true, columns: 100, rows: 24 });
    look(jane);
    const drawn = written.draws;
    look(jane);
    look({ ...jane, runId: 'continued' });
    expect(written.draws).toBe(drawn);
    look({ ...jane, ...blocked });
    expect(written.draws).toBe(drawn + 1);
    end();
  });

  it('fits the terminal: counts on top, who waits first, the rest as a number', () => {
    const { look, written } = screen({ isTTY: true, columns: 60, rows: 16 });
    look(...many, overview('omar', blocked), hr);
    const lines = plain(written.stdout).split('\n');
    expect(lines.length).toBeLessThanOrEqual(16);
    expect(lines.every((line) => line.length <= 60)).toBe(true);
    expect(lines[1]).toBe('2 blocked, 30 running');
    expect(lines[3]).toMatch(/^leaver +state/);
    expect(lines.slice(4, 6).join()).toMatch(/✖ blocked.*✖ blocked/);
    expect(lines).toContain('and 23 more');
  });

  it('says that Temporal is away below what it shows, and no more once it is back', () => {
    const { look, remark, written } = screen({ isTTY: true, columns: 60, rows: 16 });
    look(...many);
    written.stdout = '';
    remark(`no answer ${'x'.repeat(100)}`);
    const lines = plain(written.stdout).trimEnd().split('\n');
    expect(lines.length).toBeLessThan(16);
    expect(lines.at(-1)).toMatch(/^no answer x+…$/);
    written.stdout = '';
    look(...many);
    expect(written.stdout).not.toContain('no answer');
    expect(written.stdout).toContain('30 running');
  });

  it('says that nothing is under way', () => {
    const { look, written } = screen({ isTTY: true, columns: 60, rows: 16 });
    look();
    expect(written.stdout).toContain('No offboarding is under way');
  });
});
