import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { escapeMarkdown } from '../../domain/details';
import type { HrRecord } from '../../domain/hr/record';
import { hrStatusOf, type HrEventsStatus } from '../../domain/hr/status';

const STATE = defineSearchAttributeKey('OffboardingState', 'KEYWORD');
const BLOCKED_ON = defineSearchAttributeKey('OffboardingBlockedOn', 'KEYWORD_LIST');

/** Shows the employee in the Web UI; among the blocked ones where a person is needed. Sends only what changed. */
export function hrPublisher(record: HrRecord): () => void {
  let shown = '';
  return () => {
    const status = hrStatusOf(record);
    setCurrentDetails(detailsOf(status));
    const codes = [...new Set(status.needs.map(({ code }) => code))].sort();
    if (codes.join() === shown) return;
    shown = codes.join();
    const isBlocked = codes.length > 0;
    upsertSearchAttributes([
      { key: STATE, value: isBlocked ? 'blocked' : null },
      { key: BLOCKED_ON, value: isBlocked ? codes : null },
    ]);
  };
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
