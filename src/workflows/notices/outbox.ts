import { CancellationScope, log, proxyActivities } from '@temporalio/workflow';
import type { RunActivities } from '../../activities';
import type { Notice, NoticeKind } from '../../domain/notices/notice';
import { handOver } from './hand-over';

const { wantedNotices } = proxyActivities<RunActivities>({
  startToCloseTimeout: '5s',
  retry: { initialInterval: '200ms', maximumAttempts: 5 },
});

/**
 * Notices on their way out. Whoever puts one in goes on at once; before its history ends or continues as new it waits
 * until the outbox is empty, for what Temporal has not got by then is lost.
 */
export class Outbox {
  private wanted: Promise<readonly NoticeKind[]> | undefined;
  private readonly underWay = new Set<Promise<void>>();

  put(notice: Notice & { kind: NoticeKind }): void {
    const leaving = CancellationScope.nonCancellable(async () => {
      if ((await this.kindsWanted()).includes(notice.kind)) await handOver(notice);
    }).finally(() => this.underWay.delete(leaving));
    this.underWay.add(leaving);
  }

  async empty(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      while (this.underWay.size > 0) await Promise.all(this.underWay);
    });
  }

  /** Asks ahead: the next notice then leaves without delay. */
  async getReady(): Promise<void> {
    await CancellationScope.nonCancellable(() => this.kindsWanted());
  }

  /**
   * Asked when there is something to tell: a run that was scheduled months ago does as is wanted now. "None", and no
   * answer, are asked again with the next notice, for somebody may have set a channel up meanwhile.
   */
  private kindsWanted(): Promise<readonly NoticeKind[]> {
    this.wanted ??= wantedNotices
      .executeWithOptions({ summary: 'Which notices are wanted' }, [])
      .then(
        (kinds) => {
          if (kinds.length === 0) this.wanted = undefined;
          return kinds;
        },
        () => {
          log.error('Nobody could say which notices are wanted.');
          this.wanted = undefined;
          return [];
        },
      );
    return this.wanted;
  }
}
