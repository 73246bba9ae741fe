import type { AttemptEntry } from '../../../src/domain/report';
import type { StepName } from '../../../src/domain/steps';
import type { Evidence } from '../evidence/evidence';
import type { QuirkName } from '../plan/quirks';
import type { StoryName } from '../plan/stories';
import { judge } from '.';
import { soundEvidence } from './sound-evidence';

export const broken = (evidence: Evidence): string[] =>
  judge(evidence).flatMap(({ invariant, violations }) =>
    violations.length > 0 ? [invariant] : [],
  );
export const said = (evidence: Evidence): string =>
  judge(evidence)
    .flatMap(({ violations }) => violations)
    .join('\n');

/** What everything looked like, with one thing that must not be. */
export function planted(plant: (evidence: Evidence) => void): Evidence {
  const evidence = soundEvidence();
  plant(evidence);
  return evidence;
}

export const only = ({ leavers: [leaver], runs: [run] }: Evidence) => ({ ...leaver!, run: run! });
const statusOf = (evidence: Evidence) => only(evidence).run.report.status;
export const stepOf = (evidence: Evidence, name: StepName) =>
  statusOf(evidence).steps.find(({ step }) => step === name)!;
export const attemptOf = (evidence: Evidence, name: StepName) =>
  only(evidence).run.report.entries.find(
    (entry): entry is AttemptEntry => entry.kind === 'attempt' && entry.step === name,
  )!;

export function make(evidence: Evidence, quirk: QuirkName, story: StoryName = 'client'): void {
  Object.assign(only(evidence).leaver, { quirk, story });
}

export function block(evidence: Evidence, step: StepName, code: string): void {
  Object.assign(statusOf(evidence), {
    state: 'blocked',
    needs: [{ step, code, message: '', decisions: [] }],
  });
  Object.assign(stepOf(evidence, step), { state: 'blocked', code });
  same(evidence);
}

/** What is planted in a report is no news to the history. */
export function same(evidence: Evidence): void {
  for (const run of evidence.runs) run.reportAnew = structuredClone(run.report);
}
