import { causeOf } from '../causes';
import { runIdLink, type WebUi } from '../web-ui';
import type { Notice } from './notice';

/** Characters that Slack reads as markup of its own, and what stands for them (Slack, "Formatting text"). */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const plain = (text: string): string => text.replace(/[&<>]/g, (found) => ENTITIES[found] ?? found);

const HEADLINES: Record<Notice['kind'], string> = {
  blocked: ':rotating_light: *A person is needed*',
  held: ':raised_hand: *Held until a person releases it*',
  delayed: ':hourglass: *Not contained yet*',
  breakerTripped: ':rotating_light: *The breaker has tripped*',
  contained: ':lock: *Contained*',
  completed: ':white_check_mark: *Completed*',
  reversed: ':leftwards_arrow_with_hook: *Taken back*',
  test: ':wave: *Notices arrive here*',
};

/** One line of Slack's mrkdwn for each thing to know: what happened to whom, why, and where to look. */
export function slackTextOf(notice: Notice, webUi: WebUi | undefined): string {
  const { kind, runId, code } = notice;
  const why = code === undefined ? [] : [`${plain(code)}: ${plain(causeOf(code))}`];
  const link = webUi ? [`<${runIdLink(webUi, runId)}|Open the run in Temporal>`] : [];
  return [`${HEADLINES[kind]}: ${plain(subjectOf(notice))}${remark(notice)}`, ...why, ...link].join(
    '\n',
  );
}

/** Whom or what it is about, as people call it. */
const subjectOf = ({ email, source }: Notice): string => email ?? source ?? 'HR';

function remark({ kind, state, contained, nextAttemptAt, secondsToContained }: Notice): string {
  if (contained === false && kind === 'blocked') return ', who may still get in';
  if (kind === 'delayed' && nextAttemptAt !== undefined)
    return `, who may still get in. The provider is asked again ${nextAttemptAt.slice(0, 16).replace('T', ' ')} UTC`;
  if (kind === 'contained' && secondsToContained !== undefined)
    return `, ${secondsToContained} s after the start`;
  if (kind === 'completed' && state === 'completedWithExceptions') return ', with exceptions';
  if (kind === 'breakerTripped') return ' sends too many, so its further terminations are held';
  return '';
}
