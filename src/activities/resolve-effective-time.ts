import { ApplicationFailure } from '@temporalio/activity';
import type { Effective } from '../domain/hr/event';
import { effectiveTime, type EffectiveTime } from '../domain/hr/effective-time';
import { UNREADABLE_TIME } from '../domain/hr/unreadable-time';
import type { ActivityDependencies } from './dependencies';
import { loadPolicy } from './read-policy';

/** The instant that HR meant, by the policy of the day. Outside the workflow: zone data differs between machines. */
export const resolveEffectiveTime =
  ({ policyPath }: ActivityDependencies) =>
  async (effective: Effective): Promise<EffectiveTime> => {
    const policy = await loadPolicy(policyPath);
    try {
      return effectiveTime(effective, policy);
    } catch (error) {
      throw ApplicationFailure.nonRetryable((error as Error).message, UNREADABLE_TIME);
    }
  };
