import { valueOf, type Checked } from '../../config/faults';
import type { NoticesConfig } from '../../config/notices';
import type { Channel } from '../../providers/notices/channel';
import { createNotices } from '../../providers/notices/create';
import { misconfigured, ok, PATIENCE, type Finding } from './finding';

const NOTICES = 'Notices';

/** @param send whether each channel gets a test message, as nobody can tell from an address whether it works */
export async function checkNotices(
  checked: Checked<NoticesConfig>,
  send: boolean,
): Promise<Finding[]> {
  const fault = misconfigured(NOTICES, checked);
  if (fault) return [fault];
  const { channels, kinds } = createNotices(valueOf(checked));
  if (channels.length === 0)
    return [ok(NOTICES, 'go nowhere: no OFFBOARDING_NOTICE_SLACK_URL or …_WEBHOOK_URL is set')];
  const where = channels.map(({ name }) => name).join(' and ');
  const summary = ok(NOTICES, `${kinds.join(', ')} go to ${where}`);
  return send ? [summary, ...(await Promise.all(channels.map(tryOut)))] : [summary];
}

async function tryOut(channel: Channel): Promise<Finding> {
  const check = `${NOTICES}, ${channel.name}`;
  const at = new Date().toISOString();
  const test = { kind: 'test', at, runId: 'none', source: 'offboard doctor' } as const;
  const id = `notice-test-${Date.now()}`;
  const refusal = await channel.post(id, test, AbortSignal.timeout(PATIENCE));
  if (!refusal) return ok(check, 'took a test message');
  const mend = 'Check the address in the environment of the worker, and the way to it.';
  return { check, state: 'failed', detail: refusal.message, mend };
}
