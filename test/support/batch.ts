import { randomUUID } from 'node:crypto';
import type { BatchStatus } from '../../src/domain/batch/status';
import { BATCH_WORKFLOW_TYPE, TASK_QUEUE } from '../../src/domain/contract';
import type { Engine } from './engine';
import { eventually } from './eventually';
import { query } from './query';

interface Row {
  email: string;
  [field: string]: unknown;
}

/** A batch of one engine, driven as any client could: one workflow, one update for its rows. */
export class TestBatch {
  private constructor(
    private readonly engine: Engine,
    readonly workflowId: string,
  ) {}

  static async start(engine: Engine, ...args: unknown[]): Promise<TestBatch> {
    const workflowId = `batch-${randomUUID()}`;
    await engine.temporal.workflow.start(BATCH_WORKFLOW_TYPE, {
      taskQueue: TASK_QUEUE,
      workflowId,
      args,
    });
    return new TestBatch(engine, workflowId);
  }

  get handle() {
    return this.engine.temporal.workflow.getHandle(this.workflowId);
  }

  /** Adds rows from this index on; by default they are the last. */
  add(rows: Row[], { from = 0, last = true, ...more }: { from?: number; last?: boolean } = {}) {
    const indexed = rows.map((row, at) => ({ index: from + at, ...row }));
    return this.update('addLeavers', { rows: indexed, last, ...more });
  }

  update(name: string, argument: unknown): Promise<BatchStatus> {
    return this.handle.executeUpdate(name, { args: [argument] });
  }

  status(): Promise<BatchStatus> {
    return query(this.handle, 'status');
  }

  /** The status once it fits; fails with the last one seen when it does not within 30 s. */
  until(fits: (status: BatchStatus) => boolean): Promise<BatchStatus> {
    return eventually(() => this.status(), fits);
  }

  async end(): Promise<BatchStatus> {
    return (await this.handle.result()) as BatchStatus;
  }
}

/** The states that any leaver is in, with how many. */
export const counted = ({ counts }: BatchStatus): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

/** `aa-0@example.com` and so on, known to both providers. */
export function leavers(engine: Engine, name: string, count: number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    email: engine.addLeaver(`${name}-${at}@example.com`),
  }));
}
