/** `2026-11-27 16:00:01.123`, of an instant in UTC. */
export const inUtc = (at: string): string => at.replace('T', ' ').replace(/Z$/, '');

/**
 * Instants as clocks showed them in a zone: `2026-11-27 17:00:01 +01:00`.
 * @param timeZone IANA name
 * @returns undefined where this machine does not know the zone
 */
export function clockOf(timeZone: string): ((at: string) => string) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
      timeZoneName: 'longOffset',
    } as const);
    return (at) => {
      const parts = format.formatToParts(new Date(at));
      const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
      const offset = part('timeZoneName').replace('GMT', '') || '+00:00';
      const day = [part('year'), part('month'), part('day')].join('-');
      return `${day} ${[part('hour'), part('minute'), part('second')].join(':')} ${offset}`;
    };
  } catch {
    return undefined;
  }
}
