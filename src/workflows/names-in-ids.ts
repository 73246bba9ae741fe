import { patched, proxyActivities } from '@temporalio/workflow';
import type { RunActivities } from '../activities';
import { bundleVariant } from './bundle-variant';

// Not a local one: beside signals and a loop with timers, those may be batched in another way when they are replayed.
const engine = proxyActivities<Pick<RunActivities, 'namesInIds'>>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/** Whether e-mails must not be read in workflow ids, which nobody encrypts. */
export const areNamesHidden = (): boolean => bundleVariant.encrypted && patched('names-in-ids');

/** What workflow ids call these people; employee ids stay as they are, and nobody is asked about them. */
export async function namesInIds(people: readonly string[]): Promise<Map<string, string>> {
  const emails = people.filter((who) => who.includes('@'));
  if (emails.length === 0) return new Map();
  const summary = 'What workflow ids call these people';
  const names = await engine.namesInIds.executeWithOptions({ summary }, [emails]);
  return new Map(emails.map((email, at) => [email, names[at] ?? email]));
}
