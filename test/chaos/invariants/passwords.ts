import {
  isReal,
  runsOf,
  type Evidence,
  type Finding,
  type RunEvidence,
} from '../evidence/evidence';

/**
 * A run changes the password once. Once more only for each try whose answer never came, or said nothing: it may have
 * changed it or not, and nobody may know the password that is in force. Tries that Zoom refused changed nothing.
 */
export function passwordsChangeOnce(evidence: Evidence): Finding {
  const violations = evidence.leavers.flatMap(({ leaver, after }) => {
    const runs = runsOf(evidence, leaver).filter(isReal);
    const allowed = runs.reduce((sum, run) => sum + mostChanges(run), 0);
    const changes = after.zoom?.passwordChanges ?? 0;
    return changes <= allowed
      ? []
      : [
          `${leaver.email}: the password was changed ${changes} times, and ${allowed} can be explained`,
        ];
  });
  return { checked: evidence.leavers.length, violations };
}

/** How often the run may have changed it: all tries but those that were surely refused. */
function mostChanges({ report }: RunEvidence): number {
  const step = report.status.steps.find((one) => one.step === 'rotateZoomPassword');
  const refused = report.entries.flatMap((entry) =>
    entry.kind === 'attempt' &&
    entry.step === 'rotateZoomPassword' &&
    entry.outcome !== 'done' &&
    isRefusal(entry.code)
      ? [entry.times ?? 1]
      : [],
  );
  const surely = refused.reduce((sum, times) => sum + times, 0);
  return Math.max(0, (step?.attempts ?? 0) - surely);
}

/** `zoom.429`, `zoom.400.300`: an answer came and said no. A 5xx, a reset, a body cut off say nothing. */
const isRefusal = (code = ''): boolean => /^zoom\.4\d\d(\.\d+)?$/.test(code);
