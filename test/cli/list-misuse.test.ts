import { describe, expect, it } from '@jest/globals';
import { offboard as run } from './run-cli';

describe('wrong use of list', () => {
  it.each([
    [['--state', 'sad'], '--state: must be one of scheduled, held'],
    [['--from', 'tomorrow'], '--from: must be a date (a day in UTC)'],
    [['--to', '2036-02-30'], '--to: must be a date'],
    [['--code', `a"b`], '--code: must not hold quotes'],
    [['--employee', `O'Neil`], '--employee: must not hold quotes'],
    [['--limit', '0'], "option '--limit <n>' argument '0' is invalid"],
  ])('%j', async (argv, words) => {
    // Said before anything is asked of Temporal, which is not there.
    const ran = await run({ environment: { TEMPORAL_ADDRESS: '127.0.0.1:1' } }, 'list', ...argv);
    expect(ran).toEqual({ exit: 2, stdout: '', stderr: expect.stringContaining(words) });
  });
});
