import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../evidence/evidence';
import { attemptOf, broken, planted, same, stepOf } from './planted';

const DONE = 'what is called done was done';

describe('steps', () => {
  it.each<[string, (evidence: Evidence) => void]>([
    [
      'done, and the simulator said 503',
      (all) => Object.assign(all.requests.zoom[2]!, { status: 503 }),
    ],
    [
      'done, and nobody was asked',
      (all) => void (attemptOf(all, 'deactivateZoomUser').exchanges = []),
    ],
    [
      'done by a call that failed',
      (all) => {
        attemptOf(all, 'deactivateZoomUser').exchanges[0]!.code = 'zoom.503';
      },
    ],
    [
      'about somebody else',
      (all) => Object.assign(all.requests.zoom[2]!, { user: 'omar@example.com' }),
    ],
    [
      'another call than was recorded',
      (all) => Object.assign(all.requests.zoom[0]!, { call: 'getUser' }),
    ],
    ['an exchange that never was', (all) => void all.requests.cloudflare.splice(0, 1)],
    [
      'not applicable, and Zoom knows the leaver',
      (all) => {
        stepOf(all, 'deactivateZoomUser').state = 'notApplicable';
      },
    ],
    [
      'not applicable, and Cloudflare does',
      (all) => {
        stepOf(all, 'revokeZeroTrustTokens').state = 'notApplicable';
      },
    ],
  ])('%s', (_what, plant) => {
    const evidence = planted(plant);
    same(evidence);
    expect(broken(evidence)).toContain(DONE);
  });
});
