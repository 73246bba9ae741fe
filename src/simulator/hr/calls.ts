/** The simulated HR systems; each has its API under a path of its name. */
export const HR_SOURCES = ['bamboohr', 'hibob', 'gusto'] as const;
export type HrSource = (typeof HR_SOURCES)[number];

/** Names of the calls, for faults and for the request log: one for each HR system. */
export const HR_CALLS = [
  'bamboohr.readEmployee',
  'hibob.readEmployee',
  'gusto.readEmployee',
] as const;

export type HrCall = (typeof HR_CALLS)[number];
