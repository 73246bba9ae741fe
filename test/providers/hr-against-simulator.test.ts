import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HR_PROVIDERS, type HrProvider } from '../../src/domain/provider';
import { createBambooClient } from '../../src/providers/bamboohr/client';
import { createGustoClient } from '../../src/providers/gusto/client';
import { createBobClient } from '../../src/providers/hibob/client';
import type { HrApi, HrApis } from '../../src/providers/hr/api';
import { startSimulators, type Simulators } from '../../src/simulator';
import { codeOf, recorder } from '../support/calls';
import { HR_IDS } from '../support/error-cases-hr';
import { hrApis } from '../support/hr-apis';

let simulators: Simulators;
let apis: Required<HrApis>;

beforeAll(async () => {
  simulators = await startSimulators();
  apis = hrApis(simulators);
});
afterAll(() => simulators.close());
beforeEach(() => simulators.hr.reset());

/** An employee of one's own. */
function employ(source: HrProvider, about: object = {}): string {
  simulators.hr.addUser({ source, id: HR_IDS[source], email: 'sam.roe@example.com', ...about });
  return HR_IDS[source];
}

describe.each(HR_PROVIDERS)('%s', (source) => {
  const read = (about: object) => apis[source].readEmployee(employ(source, about));

  it('is read as the employee that it is', async () => {
    expect(await read({ hireDate: '2025-01-07' })).toEqual({
      id: HR_IDS[source],
      email: 'sam.roe@example.com',
      hireDate: '2025-01-07',
      isActive: true,
    });
  });

  it('shows an end that lies ahead, and one that has passed', async () => {
    expect(await read({ terminationDate: '2031-06-30' })).toMatchObject({
      terminationDate: '2031-06-30',
      isActive: true,
    });
    expect(await read({ terminationDate: '2026-01-31', active: false })).toMatchObject({
      terminationDate: '2026-01-31',
      isActive: false,
    });
  });

  it('has an employee without e-mail, end or start', async () => {
    expect(await read({ email: null, hireDate: null })).toEqual({
      id: HR_IDS[source],
      isActive: true,
    });
  });

  it('hides fields, which is no answer', async () => {
    const names = { bamboohr: 'terminationDate', hibob: 'internal.terminationDate' };
    simulators.hr.settings.hiddenFields = [source === 'gusto' ? 'terminations' : names[source]];
    expect(await codeOf(read({ terminationDate: '2031-06-30' }))).toBe(
      `${source}.200.fieldsHidden`,
    );
  });

  it('hides an employee, in its own way', async () => {
    const codes = { bamboohr: 'bamboohr.403', hibob: 'hibob.404.not_found' };
    const code = source === 'gusto' ? 'gusto.404.not_found' : codes[source];
    expect(await codeOf(read({ invisible: true }))).toBe(code);
  });

  it('leaves its id of the request in the evidence', async () => {
    const { exchanges, context } = recorder();
    await apis[source].readEmployee(employ(source), context);
    const [record] = simulators.hr.requests();
    expect(exchanges).toMatchObject([{ status: 200, requestId: record?.requestId }]);
  });
});

it.each<[HrProvider, string, (url: string) => HrApi]>([
  [
    'bamboohr',
    'bamboohr.401',
    (url) => createBambooClient({ apiKey: 'wrong', apiUrl: `${url}/bamboohr/api/v1` }),
  ],
  [
    'hibob',
    'hibob.401.unauthorized',
    (url) => createBobClient({ serviceUserId: 'a', token: 'wrong', apiUrl: `${url}/hibob/v1` }),
  ],
  [
    'gusto',
    'gusto.401.invalid_token',
    (url) => createGustoClient({ token: 'wrong', apiUrl: `${url}/gusto` }),
  ],
])('%s does not take wrong credentials', async (source, code, connect) => {
  const { url } = simulators.hr;
  expect(await codeOf(connect(url).readEmployee(employ(source)))).toBe(code);
});

it('Gusto does not take a version older than its own', async () => {
  simulators.hr.settings.gustoMinimumVersion = '2026-02-01';
  const id = employ('gusto');
  expect(await codeOf(apis.gusto.readEmployee(id))).toBe('gusto.406.invalid_api_version');
  const { token } = simulators.hr.credentials.gusto;
  const apiUrl = `${simulators.hr.url}/gusto`;
  const newer = createGustoClient({ token, apiUrl, apiVersion: '2026-02-01' });
  expect(await newer.readEmployee(id)).toMatchObject({ isActive: true });
});

it('Bob counts those on garden leave and those still to come among the employees', async () => {
  for (const lifecycleStatus of ['garden leave', 'hired']) {
    const id = employ('hibob', { lifecycleStatus });
    expect(await apis.hibob.readEmployee(id)).toMatchObject({ isActive: true });
  }
});

it('Gusto does not take the end of a former employment for one of this', async () => {
  const id = employ('gusto', { formerTerminationDate: '2024-08-30' });
  expect(await apis.gusto.readEmployee(id)).not.toHaveProperty('terminationDate');
});

it('ends a read when it is told to', async () => {
  simulators.hr.addFault({ fault: 'hibob.employee.hang' });
  const leaving = new AbortController();
  const { exchanges, context } = recorder(leaving.signal);
  const reading = apis.hibob.readEmployee(employ('hibob'), context);
  while (simulators.hr.requests().length === 0) await new Promise(setImmediate);
  leaving.abort();
  await expect(reading).rejects.toMatchObject({ name: 'ProviderCallCancelled' });
  expect(exchanges).toMatchObject([{ code: 'hibob.cancelled' }]);
});
