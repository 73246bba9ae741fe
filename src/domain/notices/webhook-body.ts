import { causeOf } from '../causes';
import { runIdLink, type WebUi } from '../web-ui';
import type { Notice } from './notice';

/** The body of the signed webhook: Standard Webhooks' `type`, `timestamp` and `data`. */
export function webhookBodyOf({ kind, at, ...notice }: Notice, webUi: WebUi | undefined) {
  const { runId, code } = notice;
  return {
    type: `offboarding.${kind}`,
    timestamp: at,
    data: {
      ...notice,
      ...(code === undefined ? {} : { cause: causeOf(code) }),
      ...(webUi ? { url: runIdLink(webUi, runId) } : {}),
    },
  };
}
