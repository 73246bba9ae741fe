import { describe, expect, it } from '@jest/globals';
import { batchDetailsOf } from '../../../src/domain/batch/details';
import { newCounts, type BatchProblem, type BatchStatus } from '../../../src/domain/batch/status';

const status = (more: Partial<BatchStatus>): BatchStatus => ({
  state: 'running',
  total: 10,
  received: 10,
  isComplete: true,
  counts: { ...newCounts(), waiting: 4, running: 3, completed: 3 },
  problems: [],
  moreProblems: 0,
  ...more,
});
const problem = (line: number, more: Partial<BatchProblem> = {}): BatchProblem => ({
  ...{ line, workflowId: `offboarding-${line}`, state: 'blocked' },
  ...more,
});

describe("a batch's details in the Web UI", () => {
  it('say how far it is, in a table of what there is', () => {
    const details = batchDetailsOf(status({}));
    expect(details).toMatch(/^\*\*Batch running: 3 of 10 leavers are through\*\*/);
    expect(details).toContain('Nobody need do anything.');
    expect(details).toContain('| 4 | waiting for their turn |\n| 3 | running |\n| 3 | completed |');
    expect(details).not.toContain('blocked');
  });

  it.each<[string, Partial<BatchStatus>, string]>([
    ['somebody is needed', { counts: { ...newCounts(), blocked: 1 } }, 'Somebody must look'],
    ['it was cancelled', { state: 'cancelled' }, 'No further run begins.'],
    [
      'it is paused',
      { state: 'paused', paused: { by: 'A*n', reason: '<b>', at: '' } },
      'Paused by A&#42;n: &#60;b&#62;.',
    ],
    [
      'rows are missing',
      { isComplete: false, received: 3, counts: { ...newCounts(), completed: 3 } },
      '3 of 10 rows came so far; the update addLeavers brings the others.',
    ],
  ])('say what comes next where %s', (_what, more, words) => {
    expect(batchDetailsOf(status(more))).toContain(words);
  });

  it('name some problems and count the others, with text from outside as text', () => {
    const problems = Array.from({ length: 100 }, (_, at) => problem(at + 2));
    problems[0] = problem(2, { state: 'failed', message: '| <img> |', workflowId: 'a|b' });
    const details = batchDetailsOf(status({ problems, moreProblems: 7 }));
    expect(details).toContain('| 2 | a&#124;b | failed: &#124; &#60;img&#62; &#124; |');
    expect(details).toContain('| 21 | offboarding-21 | blocked |\n| | and 87 more | |');
    expect(details).not.toContain('| 22 |');
  });

  it('stay below what the Web UI takes', () => {
    const long = {
      workflowId: '|'.repeat(300),
      message: '<'.repeat(2_000),
      state: 'failed',
    } as const;
    const problems = Array.from({ length: 100 }, (_, at) => problem(at, long));
    const paused = { by: '*'.repeat(200), reason: '*'.repeat(500), at: '' };
    expect(batchDetailsOf(status({ problems, paused })).length).toBeLessThan(20_000);
  });
});
