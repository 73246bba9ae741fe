import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timeScale } from '../../../src/domain/evidence/time-scale';
import { timelineOf } from '../../../src/domain/evidence/timeline';
import type { ReportEntry } from '../../../src/domain/report';
import { STEP_TITLES } from '../../../src/domain/steps';
import { after, attempt, detailed } from '../../support/sample-reports';

const YEAR = 365 * 86_400_000;
const anyMoment = fc.integer({ min: -YEAR, max: YEAR });

describe('the scale of time', () => {
  it('keeps the order of time, and everything within the picture', () => {
    fc.assert(
      fc.property(fc.array(anyMoment, { minLength: 1 }), (offsets) => {
        const moments = offsets.map(after);
        const { x, ticks } = timeScale(moments, after(0), 'start');
        const places = [...offsets].sort((a, b) => a - b).map((ms) => x(after(ms)));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        for (const place of [...places, ...ticks.map((tick) => tick.x)]) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('shows the first second and the last month alike', () => {
    const { x, ticks } = timeScale([after(1_000), after(90 * 86_400_000)], after(0), 'start');
    expect(x(after(1_000))).toBeGreaterThan(0.1);
    expect(x(after(30 * 86_400_000))).toBeLessThan(0.96);
    expect(ticks.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['start', '+1 s', '+1 min', '+1 day', '+10 days']),
    );
  });

  it('labels nothing that lies outside, nor one label over another', () => {
    const { ticks } = timeScale([after(-5_000), after(5_000)], after(0), 'start');
    const labels = ticks.map(({ label }) => label);
    expect(labels).toContain('−1 s');
    expect(labels).not.toContain('+10 s');
    const places = ticks.map(({ x }) => x).sort((a, b) => a - b);
    for (const [index, place] of places.slice(1).entries())
      expect(place - places[index]!).toBeGreaterThanOrEqual(0.075);
  });
});

describe('the picture of a run', () => {
  const { lanes, states, milestones } = timelineOf(detailed());
  const laneOf = (title: string) => lanes.find((lane) => lane.title === title)!;

  it('has a lane for the messages and one for each step, in the order of the plan', () => {
    const titles = lanes.map(({ title }) => title);
    expect(titles).toEqual([
      'Messages',
      ...detailed().status.steps.map((s) => STEP_TITLES[s.step]),
    ]);
  });

  it('tells tries, failures and decisions apart', () => {
    const kinds = (title: string) => laneOf(title).marks.map(({ kind }) => kind);
    expect(kinds('Deactivate the Zoom user')).toEqual(['retry', 'done']);
    expect(kinds('Rotate the Zoom password')).toEqual(['notApplicable']);
    expect(kinds('Verify that access is gone')).toEqual(['failed', 'decision']);
    expect(kinds('Messages')).toEqual(['message']);
  });

  it('counts a repeated try, up to the last time', () => {
    const mark = laneOf('Revoke sessions again').marks.at(-1)!;
    expect(mark.count).toBe(12);
    expect(mark.until).toBeGreaterThan(mark.x);
  });

  it('has the states one after the other, up to the end', () => {
    expect(states.map(({ state }) => state)).toEqual([
      ...['scheduled', 'running', 'contained', 'blocked', 'completedWithExceptions'],
    ]);
    for (const [index, { from }] of states.slice(1).entries()) expect(from).toBe(states[index]!.to);
    expect(states.at(-1)!.to).toBe(1);
  });

  it('has its moments in the order of time', () => {
    expect(milestones.map(({ name }) => name)).toEqual([
      ...['effective', 'started', 'contained', 'finished'],
    ]);
    expect(milestones.at(-1)!.x).toBe(1);
  });

  it('is of bounded size, however long the run', () => {
    const entries: ReportEntry[] = Array.from({ length: 20_000 }, (_, index) =>
      index % 2
        ? {
            kind: 'state',
            at: after(index * 450_000),
            state: index % 4 === 1 ? 'blocked' : 'running',
          }
        : attempt('sweepSessions', index * 450_000, { outcome: 'failed', code: `zoom.${index}` }),
    );
    const long = timelineOf({ ...detailed(), entries });
    const marks = long.lanes.flatMap((lane) => lane.marks);
    expect(marks.length).toBeLessThan(100);
    expect(marks.every(({ codes }) => codes.length <= 3)).toBe(true);
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
    // Counts do not run into each other.
    const placed = marks.filter(({ hasRoom }) => hasRoom).map(({ x }) => x);
    for (const [index, x] of placed.slice(1).entries())
      expect(x - placed[index]!).toBeGreaterThan(0.06);
    expect(placed.length).toBeGreaterThan(0);
    expect(long.states.length).toBeLessThan(250);
    expect(long.states.at(-1)!.state).toBe('running');
  });

  it('is there for a run that never started', () => {
    const { startedAt: _started, containedAt: _contained, ...status } = detailed().status;
    const entries: ReportEntry[] = [{ kind: 'state', at: after(-5_000), state: 'scheduled' }];
    const waiting = timelineOf({ ...detailed(), status, entries }, after(-1_000));
    expect(waiting.ticks[0]!.label).toBe('first entry');
    expect(waiting.states).toEqual([{ state: 'scheduled', from: 0, to: 1 }]);
  });
});
