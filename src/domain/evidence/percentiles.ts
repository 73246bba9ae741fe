/** The nearest-rank percentile: the smallest value that no less than `percent` of all values do not exceed. */
export function percentile(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1];
}
