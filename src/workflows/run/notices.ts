import { patched, workflowInfo } from '@temporalio/workflow';
import { untold } from '../../domain/notices/news';
import type { RunRecord } from '../../domain/run-record';
import { Outbox } from '../notices/outbox';
import { now } from './clock';

/** Tells people of what becomes of the run. Nothing of the process ever waits for it, save the end for Temporal's receipt. */
export class Notices {
  private readonly outbox = new Outbox();

  constructor(private readonly record: RunRecord) {}

  /** To be called after every change. */
  look(): void {
    const news = untold(this.record);
    // Asked late: most changes are no news, and a run from before there were notices stays silent.
    if (news.length === 0 || !patched('notices')) return;
    const { runId } = workflowInfo();
    const { email } = this.record.request;
    for (const { key: _key, ...one } of news) this.outbox.put({ ...one, at: now(), runId, email });
  }

  /** Before the run calls itself ended: afterwards it takes no rescind any more, and should be gone in a moment. */
  async beforeEnd(): Promise<void> {
    if (!this.record.request.dryRun && patched('notices')) await this.outbox.getReady();
  }

  handedOver = (): Promise<void> => this.outbox.empty();
}
