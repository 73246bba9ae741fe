import type { Notice, NoticeChannel, NoticeKind } from '../../domain/notices/notice';

/** Why a receiver did not take a notice; never quotes its address, which is a secret with Slack. */
export interface Undelivered {
  message: string;
  /** Whether another try may go another way. */
  retry: boolean;
  /** What the receiver asked to wait, in milliseconds. */
  afterMs?: number;
}

/** One place where notices go. */
export interface Channel {
  name: NoticeChannel;
  /** @returns nothing where the receiver took it */
  post(id: string, notice: Notice, signal: AbortSignal): Promise<Undelivered | undefined>;
}

/** Everything about notices: where they go, and which. */
export interface NoticeSettings {
  channels: readonly Channel[];
  kinds: readonly NoticeKind[];
}
