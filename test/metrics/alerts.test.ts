import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeUnlessLacking } from '../support/describe-unless-lacking';
import { ALERT_CASES, CALM, type Series } from './alert-cases';
import { promtool, promtoolLacks } from './promtool';

const RULES = join(__dirname, '..', '..', 'deploy', 'prometheus', 'alerts.yml');

const FIRING = 'count by (alertname) (ALERTS{alertstate="firing"})';

/** One of promtool's tests: which alerts fire at a minute, and no others. */
const group = (name: string, series: Series, firing: [minute: number, alerts: string[]][]) => ({
  name,
  interval: '1m',
  input_series: Object.entries({ ...CALM, ...series }).map(([one, values]) => ({
    series: one,
    values,
  })),
  promql_expr_test: firing.map(([minute, alerts]) => ({
    expr: FIRING,
    eval_time: `${minute}m`,
    exp_samples: alerts.map((alert) => ({ labels: `{alertname="${alert}"}`, value: 1 })),
  })),
});

describeUnlessLacking(promtoolLacks, 'the alerts, as Prometheus evaluates them', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offboarding-alerts-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function evaluate(...tests: object[]) {
    const file = join(folder, `${Math.random()}.yml`);
    const of = { rule_files: [RULES], evaluation_interval: '1m', tests };
    await writeFile(file, JSON.stringify(of));
    return promtool('test', 'rules', file);
  }

  it('wake nobody while all is well', async () => {
    const answer = await evaluate(
      group('calm', {}, [
        [1, []],
        [30, []],
        [60, []],
      ]),
    );
    expect(answer).toMatch(/^Unit Testing: .*\n\s*SUCCESS\s*$/);
  });

  it.each(ALERT_CASES)('$alert, when $when', async ({ alert, series, quiet, fires }) => {
    const answer = await evaluate(
      group(alert, series, [
        [quiet, []],
        [fires, [alert]],
      ]),
    );
    expect(answer).toMatch(/^Unit Testing: .*\n\s*SUCCESS\s*$/);
  });

  it('are all seen to fire', async () => {
    const { groups } = parse(await readFile(RULES, 'utf8')) as {
      groups: { rules: { alert: string }[] }[];
    };
    const all = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    expect([...new Set(ALERT_CASES.map(({ alert }) => alert))].sort()).toEqual(all.sort());
  });
});
