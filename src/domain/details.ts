import type { RunRecord } from './run-record';
import type { OffboardingStatus, StepStatus } from './status';
import { STEP_TITLES } from './steps';

const SHOWN_PER_CELL = 300;

/** Text from outside, made harmless for the Web UI's markdown: no HTML, no table cells, no links of its own. */
export const escapeMarkdown = (text: string): string =>
  text
    .slice(0, SHOWN_PER_CELL)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~-]/g, '\\$&');

/** The Web UI's current details: who, which state, what is needed, and each step. */
export function detailsOf(
  status: OffboardingStatus,
  { snapshot }: Pick<RunRecord, 'snapshot'>,
): string {
  const who = snapshot?.name === undefined ? status.email : `${snapshot.name} <${status.email}>`;
  const title = `**${escapeMarkdown(who)}: ${status.state}**${status.dryRun ? ' (dry run: nothing is changed)' : ''}`;
  return [title, ...needLines(status), ...timeLines(status), '', ...stepTable(status.steps)].join(
    '\n',
  );
}

function needLines({ needs }: OffboardingStatus): string[] {
  return needs.flatMap(({ step, code, message, decisions }) => [
    '',
    `**Needed: ${step === undefined ? 'release' : STEP_TITLES[step]}** (${escapeMarkdown(code)}): ${escapeMarkdown(message)}`,
    '',
    step === undefined
      ? 'Send the update `release`: `{"by":"you","reason":"why"}`'
      : `Send the update \`decide\`: \`{"step":"${step}","decision":"${decisions[0] ?? 'retry'}","by":"you","reason":"why"}\` (or ${decisions.slice(1).join(', ')})`,
  ]);
}

function timeLines({ effectiveAt, containedAt, finishedAt }: OffboardingStatus): string[] {
  const times = [
    `effective ${effectiveAt}`,
    containedAt && `contained ${containedAt}`,
    finishedAt && `finished ${finishedAt}`,
  ];
  return ['', times.filter(Boolean).join(', ')];
}

const stepTable = (steps: StepStatus[]): string[] => [
  '| step | state | tries | since | code | |',
  '|---|---|---|---|---|---|',
  ...steps.map(
    ({ step, state, attempts, at, code, message, nextAttemptAt }) =>
      `| ${STEP_TITLES[step]} | ${state} | ${attempts} | ${at ?? ''} | ${escapeMarkdown(code ?? '')} | ${escapeMarkdown(
        [message, nextAttemptAt && `Next try ${nextAttemptAt}.`].filter(Boolean).join(' '),
      )} |`,
  ),
];
