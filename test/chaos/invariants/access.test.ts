import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../evidence/evidence';
import { judge } from '.';
import { block, broken, make, only, planted, said } from './planted';
import { soundEvidence } from './sound-evidence';

const OUT = 'everybody is out, or asked about for a true reason';

it('what went well breaks nothing', () => {
  expect(judge(soundEvidence()).filter(({ violations }) => violations.length > 0)).toEqual([]);
  expect(judge(soundEvidence()).every(({ checked }) => checked > 0)).toBe(true);
});

describe('access', () => {
  it.each<[string, (evidence: Evidence) => void]>([
    ['still active in Zoom', (all) => Object.assign(only(all).after.zoom!, { status: 'active' })],
    ['a session at Zoom', (all) => Object.assign(only(all).after.zoom!, { sessions: 1 })],
    [
      'a session at Cloudflare',
      (all) => Object.assign(only(all).after.cloudflare!, { sessions: 1 }),
    ],
    ['blocked for nothing', (all) => block(all, 'deactivateZoomUser', 'zoom.503')],
    ['no run at all', (all) => void all.runs.splice(0)],
    ['an owner who is out by word alone', (all) => make(all, 'owner')],
    ['a protected one who was not held', (all) => make(all, 'protected')],
    ['one who was to stay', (all) => make(all, 'normal', 'rescinded')],
    ['a dry run that changed something', (all) => make(all, 'normal', 'dryRun')],
    [
      'a rescind that was kept, and had no effect',
      (all) => {
        make(all, 'normal', 'regretted');
        Object.assign(all.sent[0]!, { name: 'rescind' });
      },
    ],
    [
      'taken back, and not restored',
      (all) => {
        make(all, 'normal', 'regretted');
        const { before, after, run } = only(all);
        before.zoom = { ...after.zoom!, status: 'active' };
        run.report.status.state = 'rescinded';
      },
    ],
  ])('%s', (_what, plant) => {
    expect(broken(planted(plant))).toContain(OUT);
  });

  it('a deactivation that Zoom confirms and does not do: blocked it is right, completed it is not', () => {
    const deceived = (all: Evidence) => {
      make(all, 'deceived');
      Object.assign(only(all).after.zoom!, { status: 'active' });
    };
    expect(broken(planted(deceived))).toEqual([OUT]);
    const asked = planted((all) => {
      deceived(all);
      block(all, 'verifyAccessRemoved', 'zoom.stillActive');
    });
    expect(broken(asked)).toEqual([]);
  });

  it('blocked by another code than the true one', () => {
    const plant = (code: string) =>
      planted((all) => {
        make(all, 'zoomRoom');
        block(all, 'deactivateZoomUser', code);
      });
    expect(broken(plant('zoom.400.200'))).toEqual([]);
    expect(said(plant('zoom.timeout'))).toContain('true would be: deactivateZoomUser zoom.400.200');
  });
});
