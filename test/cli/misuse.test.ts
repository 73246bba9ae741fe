import { describe, expect, it } from '@jest/globals';
import { offboard } from './run-cli';

describe('wrong use and configuration', () => {
  it('ends with 2, as JSON where JSON was asked for', async () => {
    const { exit, stdout, stderr } = await offboard({}, 'status', '--json');
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'misuse', message: expect.stringContaining('id') },
    });
  });

  it('of TEMPORAL_* ends with 2, naming every variable', async () => {
    const environment = { TEMPORAL_TLS: 'on', TEMPORAL_ADDRESS: 'http://x' };
    const { exit, stderr } = await offboard({ environment }, 'status', '4711');
    expect(exit).toBe(2);
    expect(stderr).toMatch(/TEMPORAL_ADDRESS[^]*TEMPORAL_TLS/);
  });
});
