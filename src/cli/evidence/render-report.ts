import { unsealed, type SealedReport } from '../../domain/evidence/sealed-report';
import { visible } from '../../domain/evidence/visible-text';
import type { ReportEntry } from '../../domain/report';
import type { OffboardingStatus } from '../../domain/status';
import { STEP_TITLES } from '../../domain/steps';
import { headFacts, type Fact } from './facts';
import { needWords, outcomeOf } from './outcome';
import { wordsOf } from './wording';
import { wordFor } from '../status/render-status';

/** Facts under each other. */
function factLines(facts: readonly Fact[]): string[] {
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `  ${name.padEnd(width)}  ${visible(value)}`);
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? ['', title, ...lines] : [];

/** The evidence as text: who asked for it, what was done with which answer, who decided, what is left. */
export function renderReport(sealed: SealedReport): string[] {
  const report = unsealed(sealed);
  const { request, status, entries } = report;
  return [
    `Offboarding of ${visible(request.email)}${status.dryRun ? ' (dry run: nothing was changed)' : ''}`,
    ...(sealed.cutOff === undefined ? [] : ['', visible(sealed.cutOff)]),
    '',
    ...factLines(headFacts(report)),
    ...section('What happened, in UTC', entryLines(entries)),
    ...section('Steps', stepLines(status)),
    ...outcomeOf(report).flatMap(({ title, facts }) => section(title, factLines(facts))),
    ...section('Still needed', status.needs.map(needWords).map(visible).map(indent)),
    '',
    sealed.asOf === undefined
      ? `Head of the chain over these ${entries.length} entries:`
      : `Head of the chain over these ${entries.length} entries, as the run stood at ${sealed.asOf}:`,
    `  ${sealed.head}`,
  ];
}

const indent = (line: string): string => `  ${line}`;

function entryLines(entries: readonly ReportEntry[]): string[] {
  const width = String(entries.length).length;
  return entries.flatMap((entry, index) => {
    const { what, calls, notes } = wordsOf(entry);
    const rest = [...calls, ...notes].map((line) => `${' '.repeat(width + 4)}${visible(line)}`);
    const number = String(index + 1).padStart(width);
    return [`  ${number}  ${entry.at}  ${visible(what)}`, ...rest];
  });
}

const stepLines = ({ steps }: OffboardingStatus): string[] =>
  factLines(
    steps.map(({ step, state, attempts, code, at }) => [
      STEP_TITLES[step],
      [wordFor(state), attempts > 1 && `${attempts} attempts`, code, at].filter(Boolean).join(', '),
    ]),
  );
