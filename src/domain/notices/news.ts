import { TRIPPED } from '../breaker';
import type { RunRecord } from '../run-record';
import { needsOf, runStateOf } from '../run-status';
import type { Notice, NoticeKind } from './notice';

/** Something worth a notice, with the key under which it is told once. */
export interface News extends Pick<
  Notice,
  'state' | 'contained' | 'nextAttemptAt' | 'code' | 'step' | 'secondsToContained'
> {
  key: string;
  kind: NoticeKind;
}

/** Milliseconds: a longer wait for a provider, with the leaver still in, is for a person to know of. */
const LONG_WAIT = 4 * 60_000;

/** What is true of the run now and worth a notice. */
function newsOf(record: RunRecord): News[] {
  if (record.request.dryRun) return [];
  const state = runStateOf(record);
  return [...obstacles(record), ...milestones(record)].map((news) => ({ ...news, state }));
}

/** One for each code: a dead token stands in the way of every step, and is one thing to mend. */
function obstacles(record: RunRecord): News[] {
  const contained = record.containedAt !== undefined;
  const needed = needsOf(record)
    // The breaker's own notice speaks for all that it holds, or a feed gone wild would send hundreds.
    .filter(({ code }) => code !== TRIPPED)
    .map(({ step, code }): News => {
      const about = { code, ...(step ? { step } : {}) };
      if (record.hold) return { key: `held ${code}`, kind: 'held', ...about };
      return { key: `blocked ${code}`, kind: 'blocked', contained, ...about };
    });
  return [...needed, ...delays(record)].filter(
    ({ key }, at, all) => all.findIndex((other) => other.key === key) === at,
  );
}

/** Nobody is asked, and yet the leaver is in for as long as a provider keeps us waiting. */
function delays({ steps, containedAt }: RunRecord): News[] {
  if (containedAt !== undefined) return [];
  return steps.flatMap(({ step, state, code, at, nextAttemptAt }): News[] => {
    if (state !== 'retrying' || !at || !nextAttemptAt || !code) return [];
    if (Date.parse(nextAttemptAt) - Date.parse(at) < LONG_WAIT) return [];
    const about = { code, step, nextAttemptAt, contained: false };
    return [{ key: `delayed ${code}`, kind: 'delayed', ...about }];
  });
}

function milestones({ final, startedAt, containedAt }: RunRecord): News[] {
  const news: News[] = [];
  if (startedAt !== undefined && containedAt !== undefined) {
    const secondsToContained = (Date.parse(containedAt) - Date.parse(startedAt)) / 1_000;
    news.push({ key: 'contained', kind: 'contained', secondsToContained });
  }
  if (final === 'completed' || final === 'completedWithExceptions')
    news.push({ key: 'completed', kind: 'completed' });
  if (final === 'rescinded' && startedAt !== undefined)
    news.push({ key: 'reversed', kind: 'reversed' });
  return news;
}

/** What has not been told yet. What stopped being true is told anew when it comes back: an answer did not help. */
export function untold(record: RunRecord): News[] {
  const news = newsOf(record);
  const fresh = news.filter(({ key }) => !record.told?.includes(key));
  const keys = news.map(({ key }) => key);
  if (keys.length > 0 || record.told) record.told = keys;
  return fresh;
}
