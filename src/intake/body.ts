import type { z } from 'zod';
import type { HrEvent } from '../domain/hr/event';
import { UnprocessableWebhook, type FieldFault } from './errors';

/** The way to a part of a body: `['data', 'events', 0]`. */
export type Path = readonly (string | number)[];

/** `data.events[0].uuid` */
const dotted = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/** zod's issues, one for each field. No message of zod's quotes a value. */
function faultsOf(error: z.ZodError, within: Path): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const { path, message } of error.issues) {
    const field = dotted([...within, ...path]) || 'body';
    const problem = message
      .replace(/^Invalid (input|option): expected/, 'must be')
      .replace(', received ', ', not ');
    if (!faults.has(field)) faults.set(field, { field, problem });
  }
  return [...faults.values()];
}

/** @throws UnprocessableWebhook naming each field that is not right; `within` says where in the body `part` stood */
export function parseBody<T>(schema: z.ZodType<T>, part: unknown, within: Path = []): T {
  const parsed = schema.safeParse(part);
  if (!parsed.success) throw new UnprocessableWebhook(faultsOf(parsed.error, within));
  return parsed.data;
}

/**
 * The events of a body that holds several: one that is wrong loses none of the others.
 * @throws UnprocessableWebhook naming each wrong field, with the events that are right
 */
export function eventsOfEach(
  parts: readonly unknown[],
  within: Path,
  eventOf: (part: unknown, path: Path) => HrEvent | undefined,
): HrEvent[] {
  const faults: FieldFault[] = [];
  const events = parts.flatMap((part, index) => {
    try {
      return eventOf(part, [...within, index]) ?? [];
    } catch (error) {
      if (!(error instanceof UnprocessableWebhook)) throw error;
      faults.push(...error.faults);
      return [];
    }
  });
  if (faults.length > 0) throw new UnprocessableWebhook(faults, events);
  return events;
}
