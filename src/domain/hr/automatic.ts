/** The memo of a run that HR's events started, with the id of the fact it follows: no person has looked at it. */
export const AUTOMATIC = 'automatic';
