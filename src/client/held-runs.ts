import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import {
  BREAKER_WORKFLOW_ID,
  RESET_BREAKER,
  TRIPPED,
  type BreakerRecord,
  type ResetBreaker,
} from '../domain/breaker';
import { WORKFLOW_TYPE } from '../domain/contract';
import type { Calls } from './calls';
import { InvalidRequest } from './errors';
import type { KeyCheck } from './key-check';

export interface HeldRun {
  workflowId: string;
  source?: string;
}

/** The runs that the breaker holds. What is held for another reason, a protected account, is not among them. */
export class HeldRuns {
  constructor(
    private readonly client: Client,
    private readonly calls: Calls,
    private readonly keys: KeyCheck,
  ) {}

  /** @param source only those that came by it */
  async list(source?: string): Promise<HeldRun[]> {
    if (source !== undefined && /["'\\]/.test(source))
      throw new InvalidRequest([{ field: 'source', problem: 'must not hold quotes' }]);
    const query = [
      `WorkflowType = "${WORKFLOW_TYPE}"`,
      'CloseTime IS NULL',
      'OffboardingState = "held"',
      `OffboardingBlockedOn = "${TRIPPED}"`,
      ...(source === undefined ? [] : [`OffboardingSource = "${source}"`]),
    ].join(' AND ');
    return this.calls.ask(async () => {
      const held: HeldRun[] = [];
      for await (const { workflowId, typedSearchAttributes } of this.client.workflow.list({
        query,
      })) {
        const found = typedSearchAttributes
          .getAll()
          .find(({ key }) => key.name === 'OffboardingSource');
        held.push({ workflowId, ...(found ? { source: String(found.value) } : {}) });
      }
      return held;
    });
  }

  /** Whether automatic terminations are held now. Needs a worker, where there was ever one to count. */
  async isTripped(): Promise<boolean> {
    const handle = this.client.workflow.getHandle(BREAKER_WORKFLOW_ID);
    try {
      const { trippedAt } = await this.calls.ask(() => handle.query<BreakerRecord>('status'));
      return trippedAt !== undefined;
    } catch (error) {
      // Nothing was ever counted in this namespace.
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** A person has looked: the count starts anew, so that what comes next is not held for what was released. */
  async resetBreaker(reset: ResetBreaker): Promise<void> {
    await this.keys.pass();
    const handle = this.client.workflow.getHandle(BREAKER_WORKFLOW_ID);
    try {
      await this.calls.ask(() => handle.executeUpdate(RESET_BREAKER, { args: [reset] }));
    } catch (error) {
      // Nothing was ever counted in this namespace.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}
