import { describe, expect, it } from '@jest/globals';
import { batchScreenFor } from '../../src/cli/batch/batch-screen';
import { batchLookVerdict, batchVerdict } from '../../src/cli/batch/batch-verdict';
import type { CliContext } from '../../src/cli/context';
import { renderBatch } from '../../src/cli/batch/render-batch';
import { newCounts, type BatchCounts, type BatchStatus } from '../../src/domain/batch/status';

const status = (counts: Partial<BatchCounts>, more: Partial<BatchStatus> = {}): BatchStatus => ({
  state: 'running',
  total: 4,
  received: 4,
  isComplete: true,
  counts: { ...newCounts(), ...counts },
  problems: [],
  moreProblems: 0,
  ...more,
});

function screen(isTTY: boolean, json = false, now?: () => number) {
  const written = { stdout: '', stderr: '' };
  const context = {
    stdout: { isTTY, columns: 100, write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
  } as unknown as CliContext;
  return { screen: batchScreenFor(context, json, now), written };
}

describe('the screen of a batch', () => {
  it('is a bar on a terminal, which leaves the cursor as it was', () => {
    const { screen: shown, written } = screen(true);
    shown.show(status({ waiting: 2, running: 1, completed: 1 }));
    shown.remark('No worker answers.');
    shown.show(status({ completed: 4 }));
    shown.end();
    expect(written.stdout).toContain('1 of 4  2 waiting, 1 running, 1 completed');
    expect(written.stdout).toMatch(/█{30} 4 of 4 {2}4 completed/);
    expect(written.stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(
      written.stdout.lastIndexOf('\u001b[?25l'),
    );
  });

  it('is a line every few seconds elsewhere, and the last whenever it came', () => {
    let now = 1_000_000;
    const { screen: shown, written } = screen(false, false, () => now);
    shown.show(status({ waiting: 4 }));
    for (const completed of [0, 1, 1, 2, 3, 4]) {
      shown.show(status({ completed, running: 4 - completed }));
      now += 1_500;
    }
    shown.remark('No worker answers.');
    shown.remark('No worker answers.');
    shown.end();
    expect(written).toEqual({
      stdout:
        '0 of 4: 4 waiting\n1 of 4: 3 running, 1 completed\n3 of 4: 1 running, 3 completed\n4 of 4: 4 completed\n',
      stderr: 'No worker answers.\n',
    });
  });

  it('is nothing where JSON was asked for', () => {
    const { screen: shown, written } = screen(true, true);
    shown.show(status({ completed: 4 }));
    shown.remark('No worker answers.');
    shown.end();
    expect(written).toEqual({ stdout: '', stderr: '' });
  });
});

describe('the last words of a batch', () => {
  it('name who paused it, who needs somebody, and what is missing, on lines of their own', () => {
    const text = renderBatch(
      status(
        { waiting: 1, failed: 1, completed: 1 },
        {
          state: 'paused',
          received: 3,
          isComplete: false,
          paused: { by: 'Ann\u001b[2J', reason: 'why', at: '2026-11-27T16:00:00.000Z' },
          problems: [{ line: 3, workflowId: 'offboarding-E 1', state: 'failed', message: 'a\nb' }],
          moreProblems: 2,
        },
      ),
      'b1',
    );
    expect(text.map((line) => line.trim()).filter(Boolean)).toEqual([
      'Batch paused: 2 of 4 leavers are through',
      'Paused by Ann [2J at 2026-11-27T16:00:00.000Z: why',
      '3 of 4 rows came so far; the same command again brings the rest.',
      '1  waiting for their turn',
      '1  completed',
      '1  failed',
      'Somebody is needed',
      '! line 3: offboarding-E 1 has failed. a b',
      "$ npx offboard status 'offboarding-E 1'",
      'and 2 more',
      '$ npx offboard batch-resume b1 --reason "…"',
    ]);
  });

  it.each<[Partial<BatchCounts>, number, number]>([
    [{ completed: 2, completedWithExceptions: 1, scheduled: 1, joined: 1, rescinded: 1 }, 0, 0],
    [{ completed: 2, held: 1 }, 1, 1],
    [{ completed: 2, blocked: 1 }, 1, 1],
    [{ completed: 2, failed: 1 }, 1, 1],
    [{ completed: 2, cancelled: 1 }, 1, 1],
  ])('%j: ends with %i, and a look at it with %i', (counts, atTheEnd, atALook) => {
    expect(batchVerdict(status(counts))).toBe(atTheEnd);
    expect(batchLookVerdict(status(counts))).toBe(atALook);
  });
});
