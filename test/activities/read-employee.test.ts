import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createActivities } from '../../src/activities';
import type { CallFailure } from '../../src/domain/call-failure';
import { DEFAULT_POLICY } from '../../src/domain/policy';
import { HR_PROVIDERS, PROVIDER_NAMES } from '../../src/domain/provider';
import type { EmployeeReading } from '../../src/activities/read-employee';
import { createCloudflareClient } from '../../src/providers/cloudflare/client';
import type { HrApis } from '../../src/providers/hr/api';
import { createZoomClient } from '../../src/providers/zoom/client';
import { startSimulators, type Simulators } from '../../src/simulator';
import { HR_CASES, HR_IDS, type HrCase } from '../support/error-cases-hr';
import { NO_NOTICES } from '../support/engine';
import { hrApis } from '../support/hr-apis';

const { retry } = DEFAULT_POLICY;

let simulators: Simulators;
beforeAll(async () => {
  simulators = await startSimulators({ seed: 'empty' });
});
afterAll(() => simulators.close());
beforeEach(() => {
  simulators.hr.reset();
  for (const source of HR_PROVIDERS) {
    simulators.hr.addUser({
      source,
      id: HR_IDS[source],
      email: 'jane.doe@example.com',
      terminationDate: '2031-06-30',
      hireDate: '2020-03-02',
    });
  }
});

/** One try of the activity, as a worker runs it. */
function run(
  input: { source: string; employeeId?: string; maximumAttempts?: number },
  { attempt = 1, hr = hrApis(simulators) }: { attempt?: number; hr?: HrApis } = {},
) {
  const { source, employeeId = HR_IDS[source as HrCase['source']] ?? '1' } = input;
  const { maximumAttempts = retry.maximumAttempts } = input;
  const { readEmployee } = createActivities({
    zoom: createZoomClient({ accountId: 'a', clientId: 'b', clientSecret: 'c' }),
    cloudflare: createCloudflareClient({ auth: { apiToken: 'd' }, accountId: 'e' }),
    hr,
    notices: NO_NOTICES,
    ownAccounts: [],
  }).run;
  const environment = new MockActivityEnvironment(
    { attempt },
    { logger: new DefaultLogger('ERROR') },
  );
  const policy = { retry: { ...retry, maximumAttempts } };
  const asked = { source, employeeId, policy };
  const reading = environment.run<[], EmployeeReading, () => Promise<EmployeeReading>>(() =>
    readEmployee(asked),
  );
  return { environment, reading };
}

async function failureOf(reading: Promise<unknown>) {
  const failure: unknown = await reading.catch((error: unknown) => error);
  if (!(failure instanceof ApplicationFailure)) throw failure as Error;
  return { failure, details: failure.details?.[0] as CallFailure };
}

describe('an employee who can be read', () => {
  it.each(HR_PROVIDERS)('comes from %s with the evidence', async (source) => {
    const before = new Date().toISOString();
    const { employee, readAt, attempt, exchanges } = await run({ source }, { attempt: 2 }).reading;
    expect(employee).toEqual({
      id: HR_IDS[source],
      email: 'jane.doe@example.com',
      terminationDate: '2031-06-30',
      hireDate: '2020-03-02',
      isActive: true,
    });
    expect(attempt).toBe(2);
    const [{ requestId } = {}] = simulators.hr.requests();
    expect(exchanges).toEqual([
      expect.objectContaining({ provider: source, call: 'readEmployee', status: 200, requestId }),
    ]);
    expect(readAt >= before && readAt <= (exchanges[0]?.at ?? '')).toBe(true);
  });

  it('has no e-mail where HR has none, and that is no failure', async () => {
    simulators.hr.addUser({ source: 'bamboohr', id: HR_IDS.bamboohr, email: null });
    const { employee } = await run({ source: 'bamboohr' }).reading;
    expect(employee).not.toHaveProperty('email');
  });
});

describe('a failed read', () => {
  it.each(HR_CASES.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const { source, fault, respond, id } = one;
    if (id === undefined) {
      const call = `${source}.readEmployee` as const;
      simulators.hr.addFault(fault ? { fault } : { call, respond });
    }
    const started = Date.now();
    // Of those that never answer only: a slow machine's answer is an answer.
    const hr = hrApis(simulators, one.kind === 'timeout' ? { timeoutMs: 300 } : {});
    const { reading } = run({ source, ...(id !== undefined && { employeeId: id }) }, { hr });
    const { failure, details } = await failureOf(reading);

    expect([failure.type, details.code]).toEqual([one.code, one.code]);
    expect(failure.message).toBe(details.message);
    expect(details.message).toContain(PROVIDER_NAMES[source].replace('Hi', ''));
    if (one.says !== undefined) expect(details.message).toContain(one.says);
    expect(details).toMatchObject({ attempt: 1, at: expect.stringMatching(/Z$/) });
    expect(details.exchanges.map(({ provider, call, code }) => ({ provider, call, code }))).toEqual(
      id === undefined ? [{ provider: source, call: 'readEmployee', code: one.code }] : [],
    );
    expectThen(one, failure, details, started);
  });

  function expectThen(
    { then }: HrCase,
    { nonRetryable, nextRetryDelay }: ApplicationFailure,
    { reaction, nextAttemptAt }: CallFailure,
    started: number,
  ) {
    if (then === 'person') {
      expect(reaction).toBe('escalate');
      expect([nonRetryable, nextRetryDelay, nextAttemptAt]).toEqual([true, undefined, undefined]);
      return;
    }
    expect(nonRetryable).toBeFalsy();
    const least = then === 'again' ? 800 : then.later * 1_000;
    expect(reaction).toBe(then === 'again' ? 'retry' : 'retryAt');
    expect(nextRetryDelay).toBeGreaterThanOrEqual(least);
    expect(nextRetryDelay).toBeLessThanOrEqual(least + (then === 'again' ? 400 : 3_100));
    expect(Date.parse(nextAttemptAt ?? '') - started).toBeGreaterThanOrEqual(least);
  }

  it('waits longer with every try, by the policy of the input', async () => {
    simulators.hr.addFault({ fault: 'hibob.employee.500', times: 'always' });
    const { failure } = await failureOf(run({ source: 'hibob' }, { attempt: 4 }).reading);
    expect(failure.nextRetryDelay).toBeGreaterThanOrEqual(6_400);
  });

  it.each(['hibob.employee.500', 'hibob.employee.429'] as const)(
    'is the last when the policy says so: %s',
    async (fault) => {
      simulators.hr.addFault({ fault });
      const input = { source: 'hibob', maximumAttempts: 3 };
      const { failure, details } = await failureOf(run(input, { attempt: 3 }).reading);
      expect(failure.nonRetryable).toBe(true);
      expect(details).not.toHaveProperty('nextAttemptAt');
    },
  );

  it('tells no run: there is none', async () => {
    simulators.hr.addFault({ fault: 'gusto.employee.500' });
    const { environment, reading } = run({ source: 'gusto' });
    let wantsClient = false;
    Object.defineProperty(environment.context, 'client', { get: () => (wantsClient = true) });
    expect((await failureOf(reading)).details.code).toBe('gusto.500.internal_error');
    expect(wantsClient).toBe(false);
  });
});

describe('a source that cannot be asked', () => {
  it.each([
    ['bamboohr', 'BAMBOOHR_COMPANY and BAMBOOHR_API_KEY'],
    ['hibob', 'HIBOB_SERVICE_USER_ID and HIBOB_SERVICE_USER_TOKEN'],
    ['gusto', 'GUSTO_ACCESS_TOKEN'],
    ['okta', 'no HR API'],
    ['toString', 'no HR API'],
  ])('%s: a person is told what to do', async (source, words) => {
    const { failure, details } = await failureOf(run({ source }, { hr: {} }).reading);
    expect(failure).toMatchObject({ type: `${source}.notConfigured`, nonRetryable: true });
    expect(details).toMatchObject({ code: `${source}.notConfigured`, reaction: 'escalate' });
    expect(details.exchanges).toEqual([]);
    expect(failure.message).toContain(words);
  });
});

describe('while it lasts', () => {
  it('says that it is alive', async () => {
    simulators.hr.addFault({ call: '*', delayMs: 2_000 });
    const { environment, reading } = run({ source: 'gusto' }, { hr: hrApis(simulators) });
    const heartbeats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => heartbeats.push(details));
    await reading;
    expect(heartbeats.length).toBeGreaterThan(0);
  });

  it('ends when it is cancelled, and that is no verdict on the HR system', async () => {
    simulators.hr.addFault({ fault: 'bamboohr.employee.hang' });
    const { environment, reading } = run({ source: 'bamboohr' }, { hr: hrApis(simulators) });
    while (simulators.hr.requests().length === 0) await new Promise(setImmediate);
    environment.cancel();
    await expect(reading).rejects.toBeInstanceOf(CancelledFailure);
  });
});
