import { startOfDay } from './lists';

const of = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const DAY = of({ day: 'numeric', month: 'long', year: 'numeric' });
const WEEKDAY = of({ weekday: 'long' });
const TIME = of({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const SECONDS = of({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const NUMBER = new Intl.NumberFormat('en-GB');

/** "Sunday 22 November 2026". */
export const dayInWords = (at: Date): string => `${WEEKDAY.format(at)} ${DAY.format(at)}`;

/** "22 November 2026, 17:00 UTC"; on the day of `now` "today, 17:00 UTC". */
export function momentInWords(at: Date, now: Date): string {
  const days = (startOfDay(at).getTime() - startOfDay(now).getTime()) / 86_400_000;
  const day = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[days] ?? DAY.format(at);
  return `${day}, ${TIME.format(at)} UTC`;
}

export const timeOfDay = (at: Date): string => `${TIME.format(at)} UTC`;
export const toTheSecond = (at: Date): string => `${SECONDS.format(at)} UTC`;

/** "12,345". */
export const inDigits = (count: number): string => NUMBER.format(count);

/** "1 leaver", "12 leavers". */
export const leavers = (count: number): string =>
  count === 1 ? '1 leaver' : `${inDigits(count)} leavers`;
