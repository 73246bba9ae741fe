/** ISO 8601, UTC; the workflow's clock, which replays. */
export const now = (): string => new Date().toISOString();
