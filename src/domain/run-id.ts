/** Whether Temporal would take it for a run's id at all: a UUID. */
export const isRunId = (text: string): boolean =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
