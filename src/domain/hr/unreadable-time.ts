/** The code of an effective time that cannot be right; apart from its reader, whose zone data no workflow may load. */
export const UNREADABLE_TIME = 'hr.unreadableTime';
