/** "2026-11-27 16:00", in UTC. */
export const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** "16:00:12", in UTC. */
export const second = (at: Date): string => at.toISOString().slice(11, 19);

/** The wall clock of a zone: "2026-11-27 17:00"; absent where there is no such zone. */
export function minuteIn(timeZone: string, iso: string): string | undefined {
  try {
    // Sweden writes dates as ISO 8601 does.
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    return clock.format(new Date(iso));
  } catch {
    return undefined;
  }
}
