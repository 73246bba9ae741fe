import { workflowInfo } from '@temporalio/workflow';
import { AUTOMATIC } from '../../domain/hr/automatic';

/** The fact for which HR's events started the run; undefined where a person did. */
export function automaticFact(): string | undefined {
  const fact = workflowInfo().memo?.[AUTOMATIC];
  return typeof fact === 'string' ? fact : undefined;
}

/** Whether HR's events started the run, and no person. */
export const isAutomatic = (): boolean => automaticFact() !== undefined;
