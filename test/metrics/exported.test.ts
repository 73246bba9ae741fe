import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { CALL_FIGURES, exportedName, LIST_FIGURES, RUN_FIGURES } from '../../src/domain/figures';
import { describedIn, readExported, valueIn, type Exported } from './prometheus-text';
import { faultsOf } from './promql';
import { DOMAIN, playScene, type Scene } from './scene';

const CHECKOUT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(CHECKOUT, path), 'utf8');

let scene: Scene;
let exported: Exported;
beforeAll(async () => {
  scene = await playScene();
  exported = readExported(scene.worker, scene.intake, scene.failing);
});

interface Rule {
  alert: string;
  expr: string;
}
const rules = (): Rule[] =>
  (parse(read('deploy/prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
    (group) => group.rules,
  );

interface Panel {
  title: string;
  targets?: { expr: string }[];
}
const panels = (): Panel[] =>
  (JSON.parse(read('deploy/grafana/offboarding.json')) as { panels: Panel[] }).panels;

describe('what is exported', () => {
  it('is every figure of the engine, by its name, type, meaning and labels', () => {
    const described = describedIn(scene.worker);
    const all = [RUN_FIGURES, CALL_FIGURES, LIST_FIGURES].flatMap((some) => Object.values(some));
    for (const figure of all) {
      const name = exportedName(figure);
      expect([name, described.get(name)]).toEqual([
        name,
        { type: figure.kind, help: expect.stringContaining(figure.help) },
      ]);
      const sample = figure.kind === 'histogram' ? `${name}_bucket` : name;
      const labels = Object.keys(exported.get(sample)?.[0] ?? {});
      expect([name, ...labels]).toEqual(expect.arrayContaining([name, ...figure.labels]));
    }
  });

  it('says how it stood', () => {
    const said = (name: string, labels = {}) => valueIn(scene.worker, name, labels);
    const at = (state: string) => said('offboarding_runs', { state });
    expect(
      Object.fromEntries(
        ['scheduled', 'held', 'running', 'contained', 'blocked', 'unseen'].map((state) => [
          state,
          at(state),
        ]),
      ),
    ).toEqual({ scheduled: 1, held: 1, running: 0, contained: 0, blocked: 1, unseen: 0 });
    expect(said('offboarding_breaker_tripped')).toBe(1);
    expect(said('offboarding_breaker_trips_total', { source: 'okta' })).toBe(1);
    expect(said('offboarding_late')).toBe(0);
    expect(said('offboarding_lists_read_failures_total')).toBe(0);
    expect(said('offboarding_runs_ended_total', { state: 'completed' })).toBe(2);
    expect(said('offboarding_time_to_contained_seconds_count')).toBe(2);
    expect(said('offboarding_provider_throttled_total', { provider: 'zoom' })).toBe(1);
    expect(said('offboarding_provider_throttled_total', { provider: 'cloudflare' })).toBe(1);
    expect(said('offboarding_provider_denied_total', { provider: 'zoom' })).toBe(2);
    expect(said('offboarding_provider_denied_total', { provider: 'gusto' })).toBe(0);
    const tries = (labels: object) =>
      said('offboarding_step_tries_total', { ...labels, step: 'deactivateZoomUser' });
    expect(tries({ outcome: 'done' })).toBe(2);
    expect(tries({ outcome: 'failed', code: 'zoom.403' })).toBe(2);
    expect(said('offboarding_decisions_total', { decision: 'retry' })).toBe(1);
  });

  it('names nobody', () => {
    for (const text of [scene.worker, scene.intake, scene.failing]) {
      expect(text).not.toContain(DOMAIN);
      expect(text).not.toContain('@');
    }
  });
});

describe('the alert rules', () => {
  it('ask for what is exported, and nothing else', () => {
    expect(rules().length).toBeGreaterThan(10);
    for (const { alert, expr } of rules())
      expect([alert, ...faultsOf(expr, exported)]).toEqual([alert]);
  });
});

describe('the dashboard', () => {
  it('asks for what is exported, and nothing else', () => {
    const asking = panels().flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => ({ title, expr })),
    );
    expect(asking.length).toBeGreaterThan(20);
    for (const { title, expr } of asking)
      expect([title, ...faultsOf(expr, exported)]).toEqual([title]);
  });
});

describe('a wrong name', () => {
  it.each([
    ['sum(offboarding_runs{state="blokced"})', 'offboarding_runs has no state="blokced"'],
    ['max by (cause) (offboarding_waiting)', 'offboarding_waiting has no label cause to group by'],
    ['offboarding_step_total', 'no figure offboarding_step_total'],
    ['offboarding_late{code="x"}', 'offboarding_late has no label code'],
    ['sum(offboarding_late', 'does not parse'],
  ])('in %s is found', (expression, fault) => {
    expect(faultsOf(expression, exported).join('\n')).toContain(fault);
  });
});

describe('the log of a worker', () => {
  it('is JSON, line by line, tells run, step and code, and names nobody', () => {
    const lines = scene.log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const failed = lines.find(({ msg, code }) => msg === 'activity ended' && code === 'zoom.403');
    expect(failed).toMatchObject({
      step: 'deactivateZoomUser',
      outcome: 'failed',
      attempt: 1,
      runId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    const states = lines.filter(({ runId }) => runId === failed?.['runId']);
    expect(states.map(({ msg }) => msg)).toContain('run is blocked');
    expect(scene.log).not.toContain(DOMAIN);
  });
});
