import { setTimeout as wait } from 'node:timers/promises';
import type { Leaver } from '../plan/leavers';
import type { StoryName } from '../plan/stories';
import type { HrWebhook, Triggers } from './triggers';

const HOUR = 3_600_000;
/** The longest pause within a story, in milliseconds. */
const LONGEST_PAUSE = 4_000;

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const shouted = (leaver: Leaver): Leaver => ({ ...leaver, email: leaver.email.toUpperCase() });

/** What an HR system or a person says of one leaver, sentence by sentence. */
export async function tellStory(leaver: Leaver, triggers: Triggers): Promise<void> {
  await TELL[leaver.story]({
    leaver,
    triggers,
    pause: (which) => wait((leaver.pauses[which] ?? 0) * LONGEST_PAUSE),
    soon: () => inMs(1_000 + (leaver.pauses[3] ?? 0) * LONGEST_PAUSE),
    hr: (type, data) => triggers.hr(leaver, webhook(leaver, type, data)),
  });
}

interface Scene {
  leaver: Leaver;
  triggers: Triggers;
  pause: (which: number) => Promise<void>;
  /** A time some seconds ahead. */
  soon: () => string;
  hr: (type: string, data?: object) => Promise<void>;
}

const webhook = ({ email }: Leaver, type: string, data: object = {}): HrWebhook => ({
  type,
  id: `msg_${type}_${email}`,
  data,
});

const TELL: Record<StoryName, (scene: Scene) => Promise<void>> = {
  client: ({ leaver, triggers }) => triggers.start(leaver),
  async clientTwice({ leaver, triggers, pause }) {
    const second = async () => {
      await pause(0);
      await triggers.start(shouted(leaver), { reason: 'once more' });
    };
    await Promise.all([triggers.start(leaver), second()]);
  },
  hr: ({ hr }) => hr('employee.terminated'),
  async hrTwice({ leaver, triggers, pause }) {
    // The very same webhook: a sender that did not hear the answer.
    const event = webhook(leaver, 'employee.terminated');
    await Promise.all([triggers.hr(leaver, event), triggers.hr(leaver, event)]);
    await pause(0);
    await triggers.hr(leaver, event);
  },
  async hrAndClient({ leaver, triggers, hr, pause }) {
    const person = async () => {
      await pause(0);
      await triggers.start(shouted(leaver));
    };
    await Promise.all([hr('employee.terminated'), person()]);
  },
  batch: async () => undefined,
  async batchAndHr({ hr, pause }) {
    await pause(0);
    await hr('employee.terminated');
  },
  scheduled: ({ leaver, triggers, soon }) => triggers.start(leaver, { effectiveAt: soon() }),
  async moved({ leaver, triggers, pause, soon }) {
    await triggers.start(leaver, { effectiveAt: inMs(HOUR) });
    await pause(0);
    await triggers.tell(leaver, 'reschedule', soon());
  },
  async hurried({ leaver, triggers, pause }) {
    await triggers.start(leaver, { effectiveAt: inMs(HOUR) });
    await pause(0);
    await triggers.tell(leaver, 'startNow');
  },
  async hrMoved({ hr, pause, soon }) {
    await hr('employee.terminated', { effectiveAt: inMs(HOUR) });
    await pause(0);
    await hr('employee.termination_changed', { effectiveAt: soon() });
  },
  async hrRevokesNow({ hr, pause }) {
    await hr('employee.terminated', { effectiveAt: inMs(HOUR) });
    await pause(0);
    await hr('employee.access_revoke_now');
  },
  far: ({ leaver, triggers }) => triggers.start(leaver, { effectiveAt: inMs(HOUR) }),
  async rescinded({ leaver, triggers, pause }) {
    await triggers.start(leaver, { effectiveAt: inMs(HOUR) });
    await pause(0);
    await triggers.tell(leaver, 'rescind');
  },
  async hrCancelled({ hr, pause }) {
    await hr('employee.terminated', { effectiveAt: inMs(HOUR) });
    await pause(0);
    await hr('employee.termination_cancelled');
  },
  dryRun: ({ leaver, triggers }) => triggers.start(leaver, { dryRun: true }),
  async rescindedLate({ leaver, triggers, pause, soon }) {
    await triggers.start(leaver, { effectiveAt: soon() });
    await pause(0);
    await triggers.tell(leaver, 'rescind');
  },
  async regretted({ leaver, triggers, pause }) {
    await triggers.start(leaver);
    await pause(0);
    await triggers.tell(leaver, 'rescind');
  },
};
