import type { NoticeKind } from '../domain/notices/notice';
import type { ActivityDependencies } from './dependencies';

/** The kinds of notices that any channel wants; none where no channel is configured. */
export const wantedNotices =
  ({ notices }: ActivityDependencies) =>
  async (): Promise<readonly NoticeKind[]> =>
    notices.channels.length > 0 ? notices.kinds : [];
