import type { RunRecord } from '../../domain/run-record';
import { stepOf } from '../../domain/run-record';
import type { CompensationStep, StepName } from '../../domain/steps';

/** What takes a step back, oldest first: the last one registered runs first. */
const REVERSALS: Partial<Record<StepName, readonly CompensationStep[]>> = {
  deactivateZoomUser: ['restoreZoomLicence', 'activateZoomUser'],
  withdrawZoomRole: ['restoreZoomRole'],
};

/** Which step each reversal takes back. */
export const REVERSED_BY = {
  restoreZoomLicence: 'deactivateZoomUser',
  activateZoomUser: 'deactivateZoomUser',
  restoreZoomRole: 'withdrawZoomRole',
} as const satisfies Partial<Record<CompensationStep, StepName>>;

/** To be called before the step runs: one that timed out may have happened. */
export function registerReversals(record: RunRecord, name: StepName): void {
  const added = REVERSALS[name] ?? [];
  // Done again, it is the newest again: Zoom activates no user who already has an administrator's role back.
  record.reversals = [
    ...record.reversals.filter((reversal) => !added.includes(reversal)),
    ...added,
  ];
}

/** Zoom's user types that deactivation leaves nothing of to restore: 1 Basic, 99 none. */
const TYPES_WITHOUT_LICENCE = [1, 99];

/** Why a registered reversal has nothing to do; undefined where it has. */
export function nothingToReverse(
  record: RunRecord,
  reversal: CompensationStep,
): string | undefined {
  if (reversal === 'withdrawZoomRole') return 'It is no reversal.';
  if (stepOf(record, REVERSED_BY[reversal]).effect === undefined) return 'Nothing was changed.';
  if (reversal === 'restoreZoomRole') return undefined;
  if (record.snapshot?.status === 'inactive') return 'The account was inactive before.';
  if (
    reversal === 'restoreZoomLicence' &&
    TYPES_WITHOUT_LICENCE.includes(record.snapshot?.type ?? NaN)
  ) {
    return 'The account had no licence before.';
  }
  return undefined;
}
