import { randomUUID } from 'node:crypto';
import type { HrEvent } from '../../src/domain/hr/event';

const LOADED_AT = Date.now();
let made = 0;

/**
 * When a fact occurred, in milliseconds: from 1,000 on after all those of which a test does not say it. Not counted
 * from now: between two events of a test any time may pass, and their order must be the one that it means.
 */
export const occurred = (ms: number): Pick<HrEvent, 'occurredAt'> => ({
  occurredAt: new Date(LOADED_AT + ms).toISOString(),
});

/** An event as an adapter would make it, each after the one before; what a test does not name is sensible. */
export function hrEvent(about: Partial<HrEvent> & Pick<HrEvent, 'kind' | 'employee'>): HrEvent {
  const receivedAt = new Date().toISOString();
  made += 1;
  return { source: 'standard', id: randomUUID(), ...occurred(made), receivedAt, ...about };
}

export const inFuture = (ms: number): string => new Date(Date.now() + ms).toISOString();
export const DAY = 86_400_000;
