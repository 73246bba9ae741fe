import { z } from 'zod';
import { InvalidRequest, type FieldFault } from '../../client/errors';
import { visibilityQuery, type RunFilter } from '../../client/visibility-query';
import { instantSchema } from '../../domain/request';
import type { ListOptions } from '../invocation';

const DAY = 86_400_000;
const instant = instantSchema();
const day = z.iso.date();

/** The first instant from a bare date on (a day in UTC), or the instant itself; undefined: neither. */
function startOf(text: string): string | undefined {
  const found = day.safeParse(text).success ? `${text}T00:00:00Z` : text;
  return instant.safeParse(found).data;
}

/** The first instant after the day, or after the instant: what is given is still in it. */
function endOf(text: string): string | undefined {
  const start = startOf(text);
  if (start === undefined) return undefined;
  return new Date(Date.parse(start) + (day.safeParse(text).success ? DAY : 1)).toISOString();
}

/** The options that a person gave, by the fields of the filter. */
const OPTIONS: Record<string, string> = { blockedOn: 'code', employeeId: 'employee' };

const given = <K extends string, T>(name: K, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [P in K]?: T };

/**
 * The filter that the options of `list` ask for, checked.
 * @throws InvalidRequest naming the option
 */
export function filterOf({ states, code, source, employee, from, to }: ListOptions): RunFilter {
  const [effectiveFrom, effectiveBefore] = [from && startOf(from), to && endOf(to)];
  const problem = 'must be a date (a day in UTC), or an ISO 8601 instant with offset';
  const faults: FieldFault[] = [];
  if (from !== undefined && !effectiveFrom) faults.push({ field: 'from', problem });
  if (to !== undefined && !effectiveBefore) faults.push({ field: 'to', problem });
  const filter: RunFilter = {
    ...given('states', states),
    ...given('blockedOn', code),
    ...given('source', source),
    ...given('employeeId', employee),
    ...(effectiveFrom ? { effectiveFrom } : {}),
    ...(effectiveBefore ? { effectiveBefore } : {}),
  };
  try {
    visibilityQuery(filter);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    faults.push(
      ...error.faults.map(({ field = '', problem }) => ({
        field: OPTIONS[field] ?? field,
        problem,
      })),
    );
  }
  if (faults.length > 0) throw new InvalidRequest(faults);
  return filter;
}

/** "in state blocked or held, that waits with zoom.400.200, from source gusto"; empty where nothing was asked for. */
export function filterWords({ states, code, source, employee, from, to }: ListOptions): string {
  return [
    states && `in state ${states.join(' or ')}`,
    code !== undefined && `that waits with ${code}`,
    source !== undefined && `from source ${source}`,
    employee !== undefined && `of employee ${employee}`,
    from !== undefined && `effective from ${from}`,
    to !== undefined && `effective up to ${to}`,
  ]
    .filter(Boolean)
    .join(', ');
}
