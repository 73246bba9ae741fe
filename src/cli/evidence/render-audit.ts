import type { AuditRow } from '../../domain/evidence/audit-row';
import type { AuditSummary } from '../../domain/evidence/audit-summary';
import { visible } from '../../domain/evidence/visible-text';
import { STEP_TITLES, type StepName } from '../../domain/steps';
import { wordFor } from '../status/render-status';
import {
  answerLines,
  containedWords,
  decisionWords,
  dryRunWords,
  summaryFacts,
} from './audit-words';
import type { Period } from './period';

/** A period as text: a summary, then each run on a line, with what is worth a look below it. */
export function renderAudit(
  { from, before }: Period,
  summary: AuditSummary,
  rows: readonly AuditRow[],
): string[] {
  const facts = summaryFacts(summary);
  const width = Math.max(...facts.map(([name]) => name.length));
  return [
    `Offboardings effective from ${from} until before ${before}`,
    '',
    ...facts.map(([name, value]) => `  ${name.padEnd(width)}  ${visible(value)}`),
    ...(rows.length > 0 ? ['', ...rows.flatMap(rowLines)] : []),
  ];
}

function rowLines(row: AuditRow): string[] {
  const { workflowId, email, effectiveAt, state, requestedBy } = row;
  const dryRun = dryRunWords(row);
  const head = [
    effectiveAt ?? 'time not known',
    email ?? 'e-mail not known',
    `${stateWord(state)}${dryRun ? ` (${dryRun})` : ''}`,
    containedWords(row),
    requestedBy && `asked for by ${requestedBy}`,
    workflowId,
  ].filter(Boolean);
  return [
    `  ${head.map((part) => visible(part ?? '')).join('  ')}`,
    ...[...exceptions(row), ...answerLines(row)].map(below),
  ];
}

const below = (line: string): string => `      ${visible(line)}`;

/** How a state, or an end by Temporal, is called. */
export const stateWord = (state: string | undefined): string =>
  state === undefined ? 'not seen by a worker yet' : wordFor(state as never);

/** What is not as it is with most runs. */
export function exceptions(row: AuditRow): string[] {
  const { skipped, notApplicable, decisions, openNeeds, unread } = row;
  const list = (name: string, words: readonly string[]) =>
    words.length > 0 ? [`${name}: ${words.join(', ')}`] : [];
  const titles = (steps: readonly StepName[]) => steps.map((step) => STEP_TITLES[step]);
  return [
    ...list('skipped', titles(skipped)),
    ...list('nothing to do', titles(notApplicable)),
    ...decisions.map(decisionWords),
    ...list('still needed', openNeeds),
    ...(unread === undefined ? [] : [`evidence not read: ${unread}`]),
  ];
}
