import { randomUUID } from 'node:crypto';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { EMAIL_MEMO, SEARCH_ATTRIBUTES, WORKFLOW_TYPE } from '../../src/domain/contract';
import type { Engine } from '../support/engine';

interface Listed {
  workflowId?: string;
  email?: string;
  state?: string;
  blockedOn?: string[];
  source?: string;
  effectiveAt?: Date;
}

/** A run as the list sees it, which no worker serves: it stays as it is, and costs next to nothing. */
export async function listed(engine: Engine, run: Listed): Promise<string> {
  const { workflowId = `test-${randomUUID()}`, email, state, blockedOn, source, effectiveAt } = run;
  const attribute = (name: keyof typeof SEARCH_ATTRIBUTES, value: unknown) =>
    value === undefined
      ? []
      : [{ key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]), value }];
  await engine.temporal.workflow.start(WORKFLOW_TYPE, {
    taskQueue: 'nobody-serves-it',
    workflowId,
    ...(email !== undefined && { memo: { [EMAIL_MEMO]: email } }),
    typedSearchAttributes: [
      ...attribute('OffboardingState', state),
      ...attribute('OffboardingBlockedOn', blockedOn),
      ...attribute('OffboardingSource', source),
      ...attribute('OffboardingEffectiveAt', effectiveAt),
    ] as SearchAttributePair[],
  });
  return workflowId;
}

/** So many at a time: the server takes no more without a pause. */
export async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<unknown>) {
  for (let start = 0; start < items.length; start += 50)
    await Promise.all(items.slice(start, start + 50).map(work));
}

const DAY = 86_400_000;
/** The last moment of today in UTC, or of a day to come. */
export const endOfDay = (days = 0): Date =>
  new Date((Math.floor(Date.now() / DAY) + 1 + days) * DAY - 1_000);

/** The HTML of one section of the page. */
export function sectionOf(page: string, id: 'waiting' | 'today' | 'later' | 'ended'): string {
  const start = page.indexOf(`<section aria-labelledby="${id}">`);
  if (start < 0) throw new Error(`The page has no section ${id}:\n${page}`);
  return page.slice(start, page.indexOf('</section>', start));
}

/** What people read: without tags, entities resolved. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

/** The leavers of a piece of the page, in the order of its rows. */
export const leaversIn = (html: string): string[] =>
  [...html.matchAll(/<th scope="row"[^>]*>.*?<bdi>(.*?)<\/bdi>/g)].map(([, name]) => textOf(name!));

const DAY_MS = 86_400_000;
/** Longer than any suite of the page takes. */
const SUITE_MS = 4 * 60_000;

/** The page tells of "today": what a suite sets up before midnight, UTC, would be yesterday's after it. */
export async function clearOfMidnight(): Promise<void> {
  const left = DAY_MS - (Date.now() % DAY_MS);
  if (left < SUITE_MS) await new Promise((resolve) => setTimeout(resolve, left + 1_000));
}
export const CLEAR_OF_MIDNIGHT_MS = SUITE_MS + 10_000;
