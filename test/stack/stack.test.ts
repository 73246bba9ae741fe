import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { OffboardingStatus } from '../../src/domain/status';
import { eventually } from '../support/eventually';
import { EXAMPLE_SECRETS, signAs } from '../support/webhooks';
import { describeOnStack } from './describe-on-stack';
import { TestStack } from './test-stack';

/** Stages wait for their steps however long: no cut comes late and wants a sweep of its own, so calls can be counted. */
const POLICY = {
  sweepDelay: '5s',
  stagePatience: '10m',
  retry: { initialInterval: '200ms', maximumInterval: '1s', maximumAttempts: 20 },
};

/** How the calls of a run that nothing disturbs come about: by which steps, and how often each step makes them. */
const CALLS = {
  revokeUser: ['revokeZeroTrustTokens', 'sweepSessions'],
  revokeToken: ['revokeZoomSsoToken', 'sweepSessions'],
  getUser: ['readZoomUser', 'verifyAccessRemoved'],
  updateStatus: ['deactivateZoomUser'],
  updatePassword: ['rotateZoomPassword'],
  listActiveSessions: ['verifyAccessRemoved'],
} as const;
type Call = keyof typeof CALLS;

/** What goes down, in the middle of which call of a leaver of its own, while the others of its wave wait to be swept. */
const OUTAGES = [
  { name: 'database stopped', call: 'updatePassword' },
  { name: 'database killed', call: 'updateStatus' },
  { name: 'Temporal killed', call: 'revokeToken' },
] as const;
const OTHERS_OF_A_WAVE = 5;
/** Long enough for an outage to begin before the answer is there. */
const SLOW_MS = 1_500;

describeOnStack('the production topology', () => {
  let stack: TestStack;
  const others: string[] = [];
  const interrupted: { email: string; call: Call }[] = [];
  /** Scheduled: due during the outages, and long after them. */
  const SOON = 'soon@example.com';
  const LATER = 'later@example.com';
  const FROM_HR = 'from.hr@example.com';
  const ended: Record<string, OffboardingStatus> = {};

  const callsOf = (user: string) => [
    ...stack.simulators.zoom.requests({ user }),
    ...stack.simulators.cloudflare.requests({ user }),
  ];
  const countOf = (user: string, call: Call) =>
    callsOf(user).filter((request) => request.call === call).length;
  const statusOf = (email: string) => eventually(() => stack.client.status(email));

  function addLeaver(email: string): string {
    stack.simulators.zoom.addUser({ email, sessions: 1 });
    stack.simulators.cloudflare.addUser({ email, sessions: 1 });
    return email;
  }
  const start = (email: string, more: object = {}) => stack.client.start({ email, ...more });
  const stepOf = ({ steps }: OffboardingStatus, name: string) =>
    steps.find(({ step }) => step === name);

  /** Five that have been cut off and recorded so, and one in the middle of a call. */
  async function bringToTheMiddle(wave: number, call: Call): Promise<string> {
    const emails = [1, 2, 3, 4, 5]
      .slice(0, OTHERS_OF_A_WAVE)
      .map((n) => `wave${wave}.${n}@example.com`);
    others.push(...emails.map(addLeaver));
    await Promise.all(emails.map((email) => start(email)));
    const isCutOff = (status: OffboardingStatus) =>
      stepOf(status, 'rotateZoomPassword')?.state === 'done';
    for (const email of emails) await eventually(() => stack.client.status(email), isCutOff);

    const one = addLeaver(`interrupted.${call.toLowerCase()}@example.com`);
    interrupted.push({ email: one, call });
    stack.simulators.zoom.addFault({ call: call as never, user: one, delayMs: SLOW_MS });
    await start(one);
    await eventually(
      async () => countOf(one, call),
      (count) => count > 0,
    );
    return one;
  }

  /** The provider has answered, and Temporal has not heard of it. */
  const answered = (email: string, call: Call) =>
    eventually(
      async () => callsOf(email).find((request) => request.call === call)?.status,
      (status) => status !== undefined,
    );

  /** As a sender does it, who comes again until the intake says that it has the event. */
  async function sendFromHr(email: string): Promise<number[]> {
    const data = { email, reason: 'last day' };
    const body = JSON.stringify({ type: 'employee.terminated', data });
    const id = `msg_${email}`;
    const answers: number[] = [];
    await eventually(
      async () => {
        const headers = signAs('standard', body, EXAMPLE_SECRETS.standard, { id });
        const url = `${stack.intakeUrl}/webhooks/standard`;
        const { status } = await fetch(url, { method: 'POST', headers, body });
        answers.push(status);
        return status;
      },
      (status) => status < 300,
    );
    return answers;
  }

  beforeAll(async () => {
    stack = await TestStack.start(POLICY);
    for (const email of [SOON, LATER, FROM_HR]) addLeaver(email);
    await start(SOON, { effectiveAt: new Date(Date.now() + 8_000).toISOString() });
    await start(LATER, { effectiveAt: new Date(Date.now() + 86_400_000).toISOString() });
    const [stopped, killed, temporalKilled] = OUTAGES;

    let one = await bringToTheMiddle(1, stopped.call);
    await stack.service('postgresql').stop();
    await answered(one, stopped.call);
    await stack.service('postgresql').start();
    await stack.recovered();

    one = await bringToTheMiddle(2, killed.call);
    await stack.service('postgresql').crash();
    await answered(one, killed.call);
    await stack.recovered();

    one = await bringToTheMiddle(3, temporalKilled.call);
    await stack.service('temporal').crash();
    const sending = sendFromHr(FROM_HR);
    await answered(one, temporalKilled.call);
    await stack.recovered();
    await sending;

    for (const email of [...others, ...interrupted.map(({ email }) => email), SOON, FROM_HR])
      ended[email] = await eventually(() => stack.client.wait(email));
  }, 1_200_000); // where Temporal's server must be built first

  afterAll(async () => {
    await stack?.stop();
  });

  it('takes twenty leavers to the end, whatever was down meanwhile', () => {
    const states = Object.values(ended).map(({ state, needs }) => ({ state, needs }));
    expect(states).toHaveLength(20);
    expect(new Set(states.map((state) => JSON.stringify(state)))).toEqual(
      new Set([JSON.stringify({ state: 'completed', needs: [] })]),
    );
    for (const email of Object.keys(ended)) {
      expect(stack.simulators.zoom.user(email)).toMatchObject({ status: 'inactive', sessions: 0 });
      expect(stack.simulators.cloudflare.user(email)).toMatchObject({ sessions: 0 });
    }
  });

  it('makes no call again that Temporal had heard the answer of', () => {
    for (const email of others) {
      expect(stack.simulators.zoom.user(email)).toMatchObject({ passwordChanges: 1 });
      expect({ email, calls: countOf(email, 'updateStatus') }).toEqual({ email, calls: 1 });
      expect({ email, calls: countOf(email, 'updatePassword') }).toEqual({ email, calls: 1 });
    }
  });

  // A try whose task was lost with the server, before a worker had it, makes no call: fewer are no fault, more are one.
  it.each(Object.keys(CALLS) as Call[])('%s: no call that the runs do not own up to', (call) => {
    for (const [email, status] of Object.entries(ended)) {
      const attempts = CALLS[call].map((step) => stepOf(status, step)?.attempts ?? 0);
      const tried = attempts.reduce((sum, count) => sum + count);
      const calls = countOf(email, call);
      const isOwnedUpTo = calls >= CALLS[call].length && calls <= tried;
      expect({ email, calls, tried, isOwnedUpTo }).toMatchObject({ isOwnedUpTo: true });
    }
  });

  it('answers for each run as the run itself ended', async () => {
    for (const [email, status] of Object.entries(ended))
      expect(await statusOf(email)).toEqual(status);
  });

  it('keeps a run that waits for its time, which can then be hurried', async () => {
    expect(await statusOf(LATER)).toMatchObject({ state: 'scheduled' });
    expect(callsOf(LATER)).toEqual([]);
    await stack.client.startNow(LATER, { by: 'test', reason: 'after the outages' });
    expect(await stack.client.wait(LATER)).toMatchObject({ state: 'completed', needs: [] });
  });

  it('was really down: the deaths of the database and of Temporal were noticed', () => {
    expect(stack.said.filter((line) => line.includes('killed by SIGKILL'))).toEqual([
      expect.stringContaining('postgresql'),
      expect.stringContaining('temporal'),
    ]);
  });
});
