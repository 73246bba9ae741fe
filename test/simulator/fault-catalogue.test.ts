import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import {
  CLOUDFLARE_CATALOGUE,
  HR_CATALOGUE,
  ZOOM_CATALOGUE,
  type Simulators,
} from '../../src/simulator';
import { client, cloudflareClient, JANE, simulators, stopSimulators, zoomClient } from './clients';

interface Row {
  status?: number;
  code?: number | string;
  message?: string;
  body?: string;
  headers?: Record<string, string>;
  retryAfter?: object;
  ends?: string;
}

const REQUEST_IDS = { zoom: 'x-zm-trackingid', cloudflare: 'cf-ray', hr: 'x-request-id' };
const HR_READS: Record<string, { method: string; url: string }> = {
  bamboohr: { method: 'GET', url: '/bamboohr/api/v1/employees/1001' },
  hibob: { method: 'POST', url: '/hibob/v1/people/3332883884017711003' },
  gusto: { method: 'GET', url: '/gusto/v1/employees/7b1d0df1-6403-4a06-8768-c1dd7d24d001' },
};

const rowsOf = (catalogue: object): [string, Row][] => Object.entries(catalogue) as [string, Row][];

describe('every fault of the catalogues, over the wire', () => {
  let all: Simulators;
  let zoom: AxiosInstance;
  let cloudflare: AxiosInstance;
  beforeAll(async () => {
    const open = { rateLimited: false };
    all = await simulators({ zoomSettings: open, cloudflareSettings: open });
    zoom = await zoomClient(all);
    cloudflare = cloudflareClient(all);
  });
  afterAll(stopSimulators);

  const asRaw = { responseType: 'text', transformResponse: (raw: string) => raw } as const;
  const calls = {
    zoom: (fault: string) => {
      all.zoom.addFault({ call: 'getUser', fault: fault as never });
      return zoom.get<string>(`/users/${encodeURIComponent(JANE)}`, {
        ...asRaw,
        timeout: fault.endsWith('.hang') ? 1_000 : 30_000,
      });
    },
    cloudflare: (fault: string) => {
      all.cloudflare.addFault({ call: 'verifyToken', fault: fault as never });
      return cloudflare.get<string>('/user/tokens/verify', {
        ...asRaw,
        timeout: fault.endsWith('.hang') ? 1_000 : 30_000,
      });
    },
    hr: (fault: string) => {
      all.hr.addFault({ fault: fault as never });
      const [source = ''] = fault.split('.');
      return client(all.hr.url).request<string>({
        ...asRaw,
        ...HR_READS[source],
        timeout: fault.endsWith('.hang') ? 1_000 : 30_000,
      });
    },
  };

  it.each([
    ...rowsOf(ZOOM_CATALOGUE).map(([name, row]) => [name, row, 'zoom'] as const),
    ...rowsOf(CLOUDFLARE_CATALOGUE).map(([name, row]) => [name, row, 'cloudflare'] as const),
    ...rowsOf(HR_CATALOGUE).map(([name, row]) => [name, row, 'hr'] as const),
  ])('%s', async (name, row, provider) => {
    if (row.ends !== undefined) {
      const code = row.ends === 'reset' ? 'ECONNRESET' : 'ECONNABORTED';
      return expect(calls[provider](name)).rejects.toMatchObject({ code });
    }
    const answer = await calls[provider](name);
    expect(answer.status).toBe(row.status);
    expect(answer.headers[REQUEST_IDS[provider]]).toBeDefined();
    expect(answer.headers).toMatchObject(row.headers ?? {});
    expect(answer.headers['retry-after'] !== undefined).toBe(row.retryAfter !== undefined);
    expect(answer.data).not.toMatch(/\{\w+\}/);
    if (row.code === undefined) return;
    if (!row.body?.startsWith('{"') || name.endsWith('.malformed')) return;
    expect(JSON.parse(answer.data)).toEqual(
      expect.objectContaining(expectedBody(provider, row.code)),
    );
    expect(all[provider].requests().at(-1)).toMatchObject({ fault: name, code: row.code });
  });

  function expectedBody(provider: string, code: number | string): object {
    if (provider === 'hr') return { errors: [expect.objectContaining({ category: code })] };
    if (provider === 'cloudflare') {
      return { success: false, errors: [expect.objectContaining({ code })] };
    }
    return typeof code === 'string' ? { error: code } : { code };
  }

  it('has the malformed bodies really malformed', async () => {
    for (const name of ['zoom.any.400.104.malformed', 'zoom.any.200.malformed']) {
      const { data } = await calls.zoom(name);
      expect(() => JSON.parse(data) as unknown).toThrow(SyntaxError);
    }
  });

  it('fills the employee in', async () => {
    expect((await calls.hr('bamboohr.employee.200.date')).data).toContain('"id":"1001"');
  });

  it('fills the user and the scopes in', async () => {
    expect((await calls.zoom('zoom.user.404.1001')).data).toContain(`exist: ${JANE}.`);
    expect((await calls.zoom('zoom.any.400.4700')).data).toContain(
      'scopes:[user:read:admin, user:read:user:admin]',
    );
  });
});
