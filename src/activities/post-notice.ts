import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Notice, NoticeChannel } from '../domain/notices/notice';
import type { ActivityDependencies } from './dependencies';

/**
 * Sends one notice to one channel. Fails with type `notice.undelivered`, whose message names the channel and never its
 * address: with the delay that the receiver asked for, or for good where another try would be answered the same.
 */
export const postNotice =
  ({ notices }: ActivityDependencies) =>
  async (notice: Notice, channel: NoticeChannel): Promise<'sent' | 'not wanted'> => {
    const { info, cancellationSignal } = Context.current();
    const receiver = notices.channels.find(({ name }) => name === channel);
    if (!receiver || !(notices.kinds as readonly string[]).includes(notice.kind))
      return 'not wanted';
    // The same through all tries: a receiver that got it and could not say so knows it again.
    const id = info.workflowExecution?.workflowId ?? info.activityId;
    const refusal = await receiver.post(id, notice, cancellationSignal);
    if (refusal === undefined) return 'sent';
    const { message, retry, afterMs } = refusal;
    throw ApplicationFailure.create({
      type: 'notice.undelivered',
      message: `The notice did not reach ${channel}: ${message}`,
      nonRetryable: !retry,
      ...(afterMs === undefined ? {} : { nextRetryDelay: Math.max(1_000, afterMs) }),
    });
  };
