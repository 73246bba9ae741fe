import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { parse } from 'yaml';
import { CALL_FIGURES, exportedName, LIST_FIGURES, RUN_FIGURES } from '../../src/domain/figures';
import { createMetrics } from '../../src/intake/metrics';
import { textOf } from './compose-files';

const GUIDE = textOf('docs/metrics.md');

/** The rows of all tables of figures: name, labels, meaning. */
const rows = [...GUIDE.matchAll(/^\| `(\w+)` +\| ([^|]*)\| ([^|]*)\|$/gm)].map(
  ([, name, labels = '', meaning = '']) => ({
    name: name!,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label!),
    meaning: meaning.trim(),
  }),
);

interface Alerts {
  groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
}
const alerts = (parse(textOf('deploy/prometheus/alerts.yml')) as Alerts).groups.flatMap(
  ({ rules }) => rules,
);

/** As GitHub makes them of headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the guide of figures', () => {
  it('has each of the engine, with its labels and its meaning', () => {
    const all = [RUN_FIGURES, CALL_FIGURES, LIST_FIGURES].flatMap((some) => Object.values(some));
    const expected = all.map((figure) => ({
      name: exportedName(figure),
      labels: figure.labels,
      meaning: figure.help,
    }));
    const own = rows.filter(({ name }) => /^offboarding_(?!intake)/.test(name));
    expect(own).toEqual(expected);
  });

  it('has each of the intake', async () => {
    const registry = new Registry();
    createMetrics(registry);
    const all = await registry.getMetricsAsJSON();
    const named = rows.filter(({ name }) => name.startsWith('offboarding_intake'));
    expect(named.map(({ name, meaning }) => [name, meaning])).toEqual(
      all.map(({ name, help }) => [name, help]),
    );
  });

  it('has each that alerts and the dashboard look at', () => {
    const asked =
      textOf('deploy/prometheus/alerts.yml') + textOf('deploy/grafana/offboarding.json');
    const known = new Set(rows.map(({ name }) => name));
    const names = asked.match(/\b(temporal|offboarding)_\w+/g) ?? [];
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) {
      const family = name.replace(/_(bucket|sum|count)$/, '');
      expect([name, known.has(name) || known.has(family)]).toEqual([name, true]);
    }
  });

  it('names the jobs that alerts go by', () => {
    const [, yaml = ''] = /^```yaml\n(.*?)^```/ms.exec(GUIDE) ?? [];
    const { scrape_configs: jobs } = parse(yaml) as { scrape_configs: { job_name: string }[] };
    const asked = alerts.flatMap(({ expr }) => [...expr.matchAll(/job="([^"]+)"/g)]);
    for (const [, job] of asked) expect(jobs.map(({ job_name: name }) => name)).toContain(job);
  });
});

describe('an alert', () => {
  it.each(alerts.map(({ alert, annotations }) => [alert, annotations] as const))(
    '%s leads to a guide',
    (_alert, { runbook = '', summary, description }) => {
      const [file = '', anchor = ''] = runbook.split('#');
      expect(anchorsOf(textOf(file))).toContain(anchor);
      expect([summary, description]).not.toContain(undefined);
    },
  );
});
