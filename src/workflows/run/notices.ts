import {
  CancellationScope,
  isCancellation,
  log,
  patched,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { RunActivities } from '../../activities';
import { untold, type News } from '../../domain/notices/news';
import type { Notice, NoticeKind } from '../../domain/notices/notice';
import type { RunRecord } from '../../domain/run-record';
import { now } from './clock';
import { handOver } from '../notices/hand-over';

const { wantedNotices } = proxyActivities<RunActivities>({
  startToCloseTimeout: '5s',
  retry: { initialInterval: '200ms', maximumAttempts: 5 },
});

/** Tells people of what becomes of the run. Nothing of the process ever waits for it, save the end for Temporal's receipt. */
export class Notices {
  private wanted: Promise<readonly NoticeKind[]> | undefined;
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly record: RunRecord) {}

  /** To be called after every change. */
  look(): void {
    const news = untold(this.record);
    // Asked late: most changes are no news, and a run from before there were notices stays silent.
    if (news.length === 0 || !patched('notices')) return;
    for (const one of news) this.tell(one);
  }

  /** Resolves once Temporal has whatever is to be sent: what has not left with the run's end is lost. */
  async handedOver(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      while (this.underWay.size > 0) await Promise.all(this.underWay);
    });
  }

  private tell({ key: _key, ...news }: News): void {
    const { workflowId } = workflowInfo();
    const notice: Notice = { ...news, at: now(), workflowId, email: this.record.request.email };
    const telling = CancellationScope.nonCancellable(async () => {
      if ((await this.kindsWanted()).includes(news.kind)) await handOver(notice);
    }).finally(() => this.underWay.delete(telling));
    this.underWay.add(telling);
  }

  /** Asked once, when there is something to tell: a run that was scheduled months ago does as is wanted now. */
  private kindsWanted(): Promise<readonly NoticeKind[]> {
    this.wanted ??= wantedNotices
      .executeWithOptions({ summary: 'Which notices are wanted' }, [])
      .catch((failure: unknown) => {
        if (!isCancellation(failure)) log.error('Nobody could say which notices are wanted.');
        return [];
      });
    return this.wanted;
  }
}
