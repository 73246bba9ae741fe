import type { MetricMeter } from '@temporalio/common';
import { CALL_FIGURES } from '../domain/figures';
import type { NoticeSettings, Undelivered } from '../providers/notices/channel';

/** `refused`: another try would be answered the same, so there is none. */
const OUTCOMES = ['sent', 'retrying', 'refused'] as const;

const outcomeOf = (undelivered: Undelivered | undefined): (typeof OUTCOMES)[number] => {
  if (undelivered === undefined) return 'sent';
  return undelivered.retry ? 'retrying' : 'refused';
};

/** The same channels, with every try to deliver counted. What alerts look for is there with 0 from the start. */
export function countNotices(settings: NoticeSettings, meter: MetricMeter): NoticeSettings {
  const { name, help } = CALL_FIGURES.notices;
  const counter = meter.createCounter(name, undefined, help);
  const channels = settings.channels.map((channel): NoticeSettings['channels'][number] => {
    const { name: named } = channel;
    for (const outcome of OUTCOMES) counter.add(0, { channel: named, outcome });
    return {
      name: named,
      async post(id, notice, signal) {
        const undelivered = await channel.post(id, notice, signal);
        counter.add(1, { channel: named, outcome: outcomeOf(undelivered) });
        return undelivered;
      },
    };
  });
  return { ...settings, channels };
}
