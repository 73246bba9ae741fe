import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { NOTICE_KINDS, type NoticeKind } from '../../src/domain/notices/notice';
import { createNotices } from '../../src/providers/notices/create';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { DAY, hrEvent, inFuture } from '../support/hr-event';
import { startServer, type SeenRequest, type TestServer } from '../support/http-server';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OLD_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

let slack: TestServer;
let webhook: TestServer;
let engine: Engine;
let client: OffboardingClient;
/** What the webhook answers about a leaver, one after the other; then, and to all others, 204. */
const answers = new Map<string, number[]>();
const kinds: NoticeKind[] = [...NOTICE_KINDS];

beforeAll(async () => {
  slack = await startServer((_request, response) => response.end('ok'));
  webhook = await startServer(({ body }, response) => {
    const { email = '' } = (JSON.parse(body) as { data: { email?: string } }).data;
    const status = answers.get(email)?.shift() ?? 204;
    response.writeHead(status, status === 429 ? { 'Retry-After': '1' } : {}).end();
  });
  engine = await Engine.start({
    policy: { protectedAccounts: ['*@board.example.com'], breaker: { count: 1, window: '1h' } },
    notices: createNotices(
      {
        slackUrl: `${slack.url}/services/T0/B0/secret-part`,
        webhook: { url: `${webhook.url}/hook?key=secret-part`, secrets: [SECRET, OLD_SECRET] },
        kinds,
      },
      { url: 'https://temporal.example.com', namespace: 'offboarding' },
    ),
  });
  client = await connectOffboarding(settingsFor(engine.namespace));
});
afterAll(async () => {
  await client.close();
  await engine.stop();
  await Promise.all([slack.close(), webhook.close()]);
});
beforeEach(() => {
  kinds.splice(0, kinds.length, ...NOTICE_KINDS);
});

interface Sent {
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}
const runIds = new Map<string, string>();
/** What the webhook got about a workflow of which `told` has been asked. */
const sentAbout = (workflowId: string): Sent[] =>
  webhook.requests
    .map(({ body }) => JSON.parse(body) as Sent)
    .filter(({ data }) => data['runId'] === runIds.get(workflowId));
/** The notices about a workflow, by their types, once there are so many. */
async function told(workflowId: string, count: number): Promise<string[]> {
  const describe = () => engine.temporal.workflow.getHandle(workflowId).describe();
  runIds.set(workflowId, (await eventually(describe)).runId);
  return eventually(
    async () => sentAbout(workflowId).map(({ type }) => type.replace('offboarding.', '')),
    (types) => types.length >= count,
  );
}
const slackAbout = (email: string) =>
  slack.requests
    .map(({ body }) => (JSON.parse(body) as { text: string }).text)
    .filter((text) => text.includes(email));
/** The list with this run alone: a workflow id may be made of the employee's. */
const linkTo = (id: string) =>
  `https://temporal.example.com/namespaces/offboarding/workflows?query=RunId%20%3D%20%22${runIds.get(id)}%22`;
const leaver = (domain = 'example.com') => engine.addLeaver(`${randomUUID()}@${domain}`);
const headersOf = ({ headers }: SeenRequest) => headers as Record<string, string>;

describe('a leaver whose access goes', () => {
  it('is told of when contained and when completed, to both channels, with a link', async () => {
    const email = leaver();
    const request = { email, reason: 'private reason', employeeId: 'E-4711' };
    const { workflowId: id } = await client.start(request);
    expect((await engine.end(id)).state).toBe('completed');
    expect((await told(id, 2)).sort()).toEqual(['completed', 'contained']);
    const contained = sentAbout(id).find(({ type }) => type === 'offboarding.contained')!;
    const { containedAt, startedAt } = (await engine.report(id)).status;
    expect(contained).toEqual({
      type: 'offboarding.contained',
      timestamp: containedAt,
      data: {
        runId: runIds.get(id),
        email,
        state: 'contained',
        secondsToContained: (Date.parse(containedAt!) - Date.parse(startedAt!)) / 1_000,
        url: linkTo(id),
      },
    });
    await eventually(
      async () => slackAbout(email).length,
      (count) => count === 2,
    );
    expect(slackAbout(email).join('\n')).toContain(`<${linkTo(id)}|Open the run in Temporal>`);
    const everything = [...webhook.requests, ...slack.requests].map(({ body }) => body).join();
    expect(everything).not.toMatch(/private reason|E-4711|secret-part/);
  });

  it('is signed as Standard Webhooks say, by the new secret and the old one', async () => {
    const id = await engine.begin({ email: leaver() });
    await told(id, 2);
    for (const request of webhook.requests.filter(({ body }) => body.includes(runIds.get(id)!)))
      for (const secret of [SECRET, OLD_SECRET])
        expect(new Webhook(secret).verify(request.body, headersOf(request))).toEqual(
          JSON.parse(request.body),
        );
  });
});

describe('a person who is needed', () => {
  it('is told of a blocked step once, and again when the answer did not help', async () => {
    const email = leaver();
    const fault = { call: 'updateStatus', user: email, fault: 'zoom.status.400.200' } as const;
    engine.simulators.zoom.addFault({ ...fault, times: 2 });
    const id = await engine.begin({ email });
    await engine.until(id, ({ state }) => state === 'blocked');
    // Contained by its password meanwhile, it may be told of that first.
    await told(id, 1);
    await eventually(
      async () => sentAbout(id).map(({ type }) => type),
      (types) => types.includes('offboarding.blocked'),
    );
    // Sweeps go on meanwhile, and are no news.
    const { steps } = await engine.status(id);
    const step = steps.find(({ state }) => state === 'blocked')!.step;
    const decide = { step, decision: 'retry', by: 'sam', reason: 'mended' };
    await engine.update(id, 'decide', decide);
    await eventually(
      async () => sentAbout(id).filter(({ type }) => type === 'offboarding.blocked').length,
      (count) => count === 2,
    );
    expect(sentAbout(id).find(({ type }) => type === 'offboarding.blocked')).toMatchObject({
      data: { email, step, code: 'zoom.400.200', cause: expect.stringContaining('Zoom') },
    });
    await engine.signal(id, 'rescind', { by: 'sam', reason: 'stays' });
    await engine.end(id);
    await eventually(
      async () => sentAbout(id).map(({ type }) => type),
      (types) => types.includes('offboarding.reversed'),
    );
  });

  it('is told once of a code, whatever stands still for it, and that the leaver may still get in', async () => {
    const email = leaver();
    const fault = { user: email, fault: 'zoom.any.403', times: 'always' } as const;
    for (const call of ['revokeToken', 'updateStatus', 'updatePassword'] as const)
      engine.simulators.zoom.addFault({ ...fault, call });
    const id = await engine.begin({ email });
    await engine.until(id, ({ needs }) => needs.length === 3);
    await told(id, 1);
    expect(sentAbout(id)).toEqual([
      expect.objectContaining({
        data: expect.objectContaining({ code: 'zoom.403', contained: false }),
      }),
    ]);
    const inSlack = await eventually(async () => slackAbout(email)[0] ?? '', Boolean);
    expect(inSlack).toContain('who may still get in');
    await engine.signal(id, 'rescind', { by: 'sam', reason: 'stays' });
    await engine.end(id);
  });

  it('is told of a provider that keeps us waiting while the leaver is still in', async () => {
    const email = leaver();
    const fault = { user: email, call: 'revokeUser', fault: 'cloudflare.any.429.971' } as const;
    engine.simulators.cloudflare.addFault({ ...fault, retryAfterSeconds: 3_600 });
    const id = await engine.begin({ email });
    expect(await told(id, 1)).toEqual(['delayed']);
    expect(sentAbout(id)[0]?.data).toMatchObject({
      contained: false,
      step: 'revokeZeroTrustTokens',
    });
    expect(await eventually(async () => slackAbout(email)[0] ?? '', Boolean)).toMatch(
      /Not contained yet.*asked again 20/,
    );
    await engine.signal(id, 'rescind', { by: 'sam', reason: 'stays' });
    await engine.end(id);
  });

  it('is told of a run that is held, and of nothing when it is taken back before its start', async () => {
    const id = await engine.begin({ email: leaver('board.example.com') });
    expect(await told(id, 1)).toEqual(['held']);
    await engine.signal(id, 'rescind', { by: 'sam', reason: 'stays' });
    expect((await engine.end(id)).state).toBe('rescinded');
    expect(await told(id, 1)).toEqual(['held']);
  });
});

describe('a receiver', () => {
  it('that is away, or asks to wait, gets the notice with the same id later, and holds nobody up', async () => {
    const email = leaver();
    answers.set(email, [503, 429]);
    const id = await engine.begin({ email });
    expect((await engine.end(id)).state).toBe('completed');
    await told(id, 4);
    const ids = webhook.requests
      .filter(({ body }) => body.includes(runIds.get(id)!))
      .map(({ headers, body }) => `${headersOf({ headers } as SeenRequest)['webhook-id']} ${body}`);
    expect([ids.length, new Set(ids).size]).toEqual([4, 2]);
  });

  it('that never answers holds up neither the run nor the other channel', async () => {
    const hung = await startServer(() => undefined);
    const email = leaver();
    const stuck = await Engine.start({
      notices: createNotices({
        slackUrl: `${slack.url}/other`,
        webhook: { url: hung.url, secrets: [SECRET] },
        kinds,
      }),
    });
    try {
      stuck.addLeaver(email);
      const id = await stuck.begin({ email });
      expect((await stuck.end(id)).state).toBe('completed');
      await eventually(
        async () => [hung.requests.length, slackAbout(email).length],
        ([asked, told]) => asked! >= 2 && told === 2,
      );
    } finally {
      await hung.close();
      await stuck.stop();
    }
  });

  it('that refuses is not asked again: the notice fails where people see it, without its address', async () => {
    const email = leaver();
    answers.set(email, [404, 410]);
    const id = await engine.begin({ email });
    await engine.end(id);
    expect(await told(id, 2)).toHaveLength(2);
    const failed = await eventually(
      async () => {
        const found = [];
        const query = 'WorkflowType = "sendNotice" AND ExecutionStatus = "Failed"';
        for await (const run of engine.temporal.workflow.list({ query })) found.push(run);
        return found;
      },
      ({ length }) => length === 2,
    );
    for (const { workflowId } of failed) {
      const history = await engine.temporal.workflow.getHandle(workflowId).fetchHistory();
      const text = JSON.stringify(history);
      expect(text).toMatch(/did not reach webhook: it answered 4(04|10)/);
      expect(text).not.toContain('secret-part');
    }
    expect(sentAbout(id)).toHaveLength(2);
  });
});

describe('who switches notices on later', () => {
  it('is told by runs that are under way already', async () => {
    kinds.splice(0, kinds.length);
    const id = await engine.begin({ email: leaver('board.example.com') });
    // It has asked, the only activity of a run that is held, and been told that nobody wants to know.
    await eventually(
      () => engine.temporal.workflow.getHandle(id).fetchHistory(),
      ({ events }) => (events ?? []).some((event) => event.activityTaskCompletedEventAttributes),
    );
    kinds.push(...NOTICE_KINDS);
    await engine.update(id, 'release', { by: 'sam', reason: 'agreed' });
    expect((await engine.end(id)).state).toBe('completed');
    expect((await told(id, 2)).sort()).toEqual(['completed', 'contained']);
  });
});

describe('what nobody wants to hear', () => {
  it('is not sent: other kinds, and dry runs', async () => {
    kinds.splice(0, kinds.length, 'completed');
    const id = await engine.begin({ email: leaver() });
    const dry = await engine.begin({ email: leaver(), dryRun: true });
    await Promise.all([engine.end(id), engine.end(dry)]);
    expect(await told(id, 1)).toEqual(['completed']);
    // Had it been handed over, its workflow would be there by the time its run has ended.
    const notices = [];
    for await (const { memo, workflowId } of engine.temporal.workflow.list({
      query: `WorkflowType = "sendNotice" AND ParentWorkflowId = "${dry}"`,
    }))
      notices.push({ memo, workflowId });
    expect(notices).toEqual([]);
  });

  it('starts nothing where no channel is configured', async () => {
    const silent = await Engine.start();
    try {
      const email = silent.addLeaver(leaver());
      const id = await silent.begin({ email });
      await silent.end(id);
      const { events } = await silent.temporal.workflow.getHandle(id).fetchHistory();
      expect(
        events?.some((event) => event.startChildWorkflowExecutionInitiatedEventAttributes),
      ).toBe(false);
    } finally {
      await silent.stop();
    }
  });
});

describe('what HR tells', () => {
  it('is told of when it needs a person', async () => {
    const employee = { id: `E-${randomUUID()}` };
    const effective = { when: inFuture(30 * DAY) };
    await client.hrEvent(hrEvent({ kind: 'terminate', employee, effective }));
    const id = `hr-events-${employee.id}`;
    expect(await told(id, 1)).toEqual(['blocked']);
    expect(sentAbout(id)[0]?.data).toMatchObject({ code: 'employee.noEmail' });
  });

  it('is told of no more once the e-mail has come, and a dismissal then takes nothing back', async () => {
    const employee = { id: `E-${randomUUID()}` };
    const leaves = { kind: 'terminate', effective: { when: inFuture(30 * DAY) } } as const;
    await client.hrEvent(hrEvent({ ...leaves, employee }));
    const id = `hr-events-${employee.id}`;
    expect(await told(id, 1)).toEqual(['blocked']);
    const known = { ...employee, email: leaver() };
    await client.hrEvent(hrEvent({ kind: 'change', effective: leaves.effective, employee: known }));
    const run = `offboarding-${employee.id}`;
    await eventually(() => engine.status(run));
    const handle = engine.temporal.workflow.getHandle(id);
    const status = await eventually(
      () => handle.query<{ needs: object[] }>('status'),
      ({ needs }) => needs.length === 0,
    );
    expect(status.needs).toEqual([]);
    await handle.executeUpdate('dismiss', { args: [{ by: 'sam', reason: 'too late' }] });
    await client.hrEvent(hrEvent({ kind: 'change', effective: leaves.effective, employee: known }));
    expect(await engine.status(run)).toMatchObject({ state: 'scheduled' });
  });

  it('trips the breaker once, and not a notice for each run that it holds', async () => {
    const source = `wild-${randomUUID()}`;
    const effective = { when: inFuture(30 * DAY) };
    const ids: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      const email = leaver();
      ids.push(`offboarding-${email}`);
      await client.hrEvent(hrEvent({ kind: 'terminate', source, employee: { email }, effective }));
    }
    // One may go, whichever comes to the breaker first; none, where another case's run was counted before.
    await eventually(
      () => Promise.all(ids.map((id) => engine.status(id))),
      (all) => all.filter(({ state }) => state === 'held').length >= 3,
    );
    expect(await told('termination-breaker', 1)).toEqual(['breakerTripped']);
    expect(sentAbout('termination-breaker')[0]?.data).toMatchObject({ source });
    for (const id of ids) {
      runIds.set(id, (await engine.temporal.workflow.getHandle(id).describe()).runId);
      expect(sentAbout(id)).toEqual([]);
    }
  });
});
