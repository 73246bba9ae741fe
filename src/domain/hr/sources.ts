/** Where events of HR come from; `src/intake` has the code of each. */
export const EVENT_SOURCES = [
  'standard',
  'bamboohr',
  'hibob',
  'okta',
  'gusto',
  'merge',
  'scim',
] as const;

/** The source where it is one of these, else `other`: a label of a figure must not take whatever comes. */
export const boundedSource = (source: string): string =>
  (EVENT_SOURCES as readonly string[]).includes(source) ? source : 'other';
