import { causeOf } from '../causes';
import { runLink, type WebUi } from '../web-ui';
import type { Notice } from './notice';

/** The body of the signed webhook: Standard Webhooks' `type`, `timestamp` and `data`. */
export function webhookBodyOf({ kind, at, ...notice }: Notice, webUi: WebUi | undefined) {
  const { workflowId, code } = notice;
  return {
    type: `offboarding.${kind}`,
    timestamp: at,
    data: {
      ...notice,
      ...(code === undefined ? {} : { cause: causeOf(code) }),
      ...(webUi ? { url: runLink(webUi, workflowId) } : {}),
    },
  };
}
