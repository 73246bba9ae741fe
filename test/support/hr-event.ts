import { randomUUID } from 'node:crypto';
import type { HrEvent } from '../../src/domain/hr/event';

/** An event as an adapter would make it; what a test does not name is sensible. */
export function hrEvent(about: Partial<HrEvent> & Pick<HrEvent, 'kind' | 'employee'>): HrEvent {
  const now = new Date().toISOString();
  return { source: 'standard', id: randomUUID(), occurredAt: now, receivedAt: now, ...about };
}

export const inFuture = (ms: number): string => new Date(Date.now() + ms).toISOString();
export const DAY = 86_400_000;
