import { parser } from '@prometheus-io/lezer-promql';
import type { Exported } from './prometheus-text';

type Node = ReturnType<typeof parser.parse>['topNode'];

/** What Prometheus itself knows of every target. */
const OF_PROMETHEUS: Exported = new Map([
  ['up', [{ job: 'offboarding-worker' }, { job: 'offboarding-intake' }]],
]);

/**
 * What is wrong with an expression: it does not parse, or it names a figure, a label or a label's value that was not
 * exported. Empty: nothing.
 */
export function faultsOf(expression: string, exported: Exported): string[] {
  // Grafana fills these in.
  const filled = expression.replaceAll('$__rate_interval', '5m');
  const top = parser.parse(filled).topNode;
  const textOf = ({ from, to }: { from: number; to: number }) => filled.slice(from, to);
  const faults: string[] = [];
  const seriesOf = (selector: Node) => {
    const name = textOf(selector.getChild('Identifier')!);
    return { name, series: exported.get(name) ?? OF_PROMETHEUS.get(name) ?? [] };
  };
  const selectorsIn = (node: Node): Node[] => {
    const found: Node[] = [];
    node.cursor().iterate((at) => {
      if (at.name === 'VectorSelector') found.push(at.node);
    });
    return found;
  };
  top.cursor().iterate((at) => {
    if (at.type.isError) faults.push(`does not parse at ${at.from}: ${expression}`);
    if (at.name === 'VectorSelector') {
      const { name, series } = seriesOf(at.node);
      if (series.length === 0) faults.push(`no figure ${name}`);
      const matchers = at.node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      for (const matcher of matchers) {
        const label = textOf(matcher.getChild('LabelName')!);
        const operator = textOf(matcher.getChild('MatchOp')!);
        const value = textOf(matcher.getChild('StringLiteral')!).slice(1, -1);
        const values = new Set(series.map((labels) => labels[label]));
        if (series.length > 0 && !series.some((labels) => label in labels))
          faults.push(`${name} has no label ${label}`);
        // Every one of several: a queue that was renamed would never match again.
        const wanted = operator === '=' ? [value] : operator === '=~' ? value.split('|') : [];
        for (const one of wanted)
          if (!values.has(one)) faults.push(`${name} has no ${label}="${one}"`);
      }
    }
    if (at.name === 'AggregateExpr') {
      const grouped = at.node.getChild('AggregateModifier')?.getChild('GroupingLabels');
      for (const { name, series } of selectorsIn(at.node).map(seriesOf))
        for (const label of grouped?.getChildren('LabelName') ?? [])
          if (series.length > 0 && !series.some((labels) => textOf(label) in labels))
            faults.push(`${name} has no label ${textOf(label)} to group by`);
    }
  });
  return faults;
}
