/** The value that so many per cent of them do not exceed (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.max(0, rank - 1)] ?? NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

const COLUMNS = ['p50', 'p90', 'min', 'max'];
const cells = (values: readonly number[]) => [
  median(values),
  percentile(values, 90),
  Math.min(...values),
  Math.max(...values),
];

/** A line for each figure, in whole milliseconds. */
export function table(rows: [label: string, values: readonly number[]][]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  const line = (label: string, columns: (number | string)[]) =>
    [label.padEnd(width), ...columns.map((column) => String(column).padStart(7))].join('');
  const lines = rows.map(([label, values]) => line(label, values.length > 0 ? cells(values) : []));
  return [line('', COLUMNS), ...lines].join('\n');
}
