import { jsonReply, type Reply } from '../shared/reply';

/** Cloudflare's answer to a call that worked. */
export function success(
  result: unknown,
  more: { result_info?: object; messages?: object[] } = {},
): Reply {
  const { result_info, messages = [] } = more;
  return jsonReply(200, { result, success: true, errors: [], messages, result_info });
}

/** The revoke call's own short form, without `errors` and `messages`. */
export function revoked(result: boolean): Reply {
  return jsonReply(200, { result, success: true });
}
