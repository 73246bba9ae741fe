/** The memo of a run that HR's events started: no person has looked at it. */
export const AUTOMATIC = 'automatic';
