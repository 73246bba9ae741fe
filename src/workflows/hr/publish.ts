import { defineSearchAttributeKey } from '@temporalio/common';
import {
  patched,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { escapeMarkdown } from '../../domain/details';
import type { HrRecord } from '../../domain/hr/record';
import { hrStatusOf, type HrEventsStatus } from '../../domain/hr/status';
import type { Outbox } from '../notices/outbox';
import { now } from '../run/clock';

const STATE = defineSearchAttributeKey('OffboardingState', 'KEYWORD');
const BLOCKED_ON = defineSearchAttributeKey('OffboardingBlockedOn', 'KEYWORD_LIST');

/** Shows the employee in the Web UI; among the blocked ones where a person is needed. Sends only what changed. */
export function hrPublisher(record: HrRecord, outbox: Outbox): () => void {
  let shown: string[] = [];
  let hasShown = false;
  return () => {
    const isFirst = !hasShown;
    hasShown = true;
    const status = hrStatusOf(record);
    setCurrentDetails(detailsOf(status));
    const codes = [...new Set(status.needs.map(({ code }) => code))].sort();
    if (codes.join() === shown.join()) return;
    // What was asked before the history continued as new has been told.
    if (!isFirst)
      tell(
        record,
        outbox,
        codes.filter((code) => !shown.includes(code)),
      );
    shown = codes;
    const isBlocked = codes.length > 0;
    upsertSearchAttributes([
      { key: STATE, value: isBlocked ? 'blocked' : null },
      { key: BLOCKED_ON, value: isBlocked ? codes : null },
    ]);
  };
}

function tell({ employee }: HrRecord, outbox: Outbox, codes: string[]): void {
  if (codes.length === 0 || !patched('notices')) return;
  const { runId } = workflowInfo();
  const email = employee.email === undefined ? {} : { email: employee.email };
  for (const code of codes) outbox.put({ kind: 'blocked', at: now(), runId, ...email, code });
}

const WORDS: Record<HrEventsStatus['termination'], string> = {
  leaving: 'leaves',
  withdrawn: 'does not leave after all',
  notLeaving: 'no termination is known',
};

function detailsOf({ employee, termination, effectiveAt, run, needs }: HrEventsStatus): string {
  const who = escapeMarkdown([employee.id, employee.email].filter(Boolean).join(', '));
  const when = termination === 'leaving' && effectiveAt ? ` ${effectiveAt}` : '';
  const followed = run ? `Run ${escapeMarkdown(run.workflowId)}: ${run.state}.` : '';
  return [
    `**${who}: ${WORDS[termination]}${when}**`,
    followed,
    ...needs.map(({ code, message }) => `**${escapeMarkdown(code)}**: ${escapeMarkdown(message)}`),
    needs.length > 0
      ? 'To answer: More Actions, Send an Update, dismiss, with\n\n```\n{"by":"","reason":""}\n```'
      : '',
    '&#160;',
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}
