import { workflowInfo } from '@temporalio/workflow';
import { AUTOMATIC } from '../../domain/hr/automatic';

/** Whether HR's events started the run, and no person. */
export const isAutomatic = (): boolean => workflowInfo().memo?.[AUTOMATIC] === true;
