import { setCurrentDetails } from '@temporalio/workflow';
import type { BreakerRecord } from '../domain/breaker';
import { escapeMarkdown } from '../domain/details';
import { beginBreaker } from './breaker/begin';
import { outlivesVersions } from './long-lived';

/**
 * Counts the automatic terminations of all workers together, for as long as there is a namespace. Runs ask by a signal,
 * which takes a flood that updates, ten at a time, would not.
 */
export async function terminationBreaker(carried?: BreakerRecord): Promise<never> {
  const breaker = beginBreaker(carried ?? { counted: [] });
  for (;;) {
    show(breaker.record);
    await breaker.somebodyAsks();
    await breaker.answerAll();
  }
}

function show({ counted, trippedAt }: BreakerRecord): void {
  const state = trippedAt
    ? `**Tripped ${escapeMarkdown(trippedAt)}: automatic terminations are held.**`
    : '**Closed: automatic terminations go through.**';
  const held = counted.filter((one) => one.held).length;
  setCurrentDetails(`${state}\n\n${counted.length} counted of late, ${held} of them held.`);
}

outlivesVersions(terminationBreaker);
