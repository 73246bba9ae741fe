import type { ChaosResult } from './run-chaos';

/** How many violations of one invariant are printed: the folder has the rest. */
const MOST = 20;

/** The result in words: what was looked at, what was wrong, and where to look further. */
export function verdictLines(
  { judgements, disturbances, figures, passwords }: ChaosResult,
  folder: string,
): string[] {
  const failed = judgements.filter(({ violations }) => violations.length > 0).length;
  return [
    '',
    `disturbances that met something, of those planned: ${Object.entries(disturbances)
      .map(([kind, { met, planned }]) => `${kind} ${met} of ${planned}`)
      .join(', ')}`,
    Object.entries({ ...figures, 'passwords overheard': passwords })
      .map(([what, count]) => `${what} ${count}`)
      .join(', '),
    '',
    ...judgements.flatMap(({ invariant, checked, violations }) => [
      `${violations.length === 0 ? 'ok    ' : 'BROKEN'}  ${invariant}: ${checked} checked, ${violations.length} violations`,
      ...violations.slice(0, MOST).map((violation) => `          ${violation}`),
      ...(violations.length > MOST ? [`          and ${violations.length - MOST} more`] : []),
    ]),
    '',
    ...(failed > 0 ? [`Logs of all programs, and Temporal's data (temporal.db): ${folder}`] : []),
    `${judgements.length - failed} passed, ${failed} failed`,
  ];
}
