import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CLOUDFLARE_CATALOGUE,
  HR_CATALOGUE,
  ZOOM_CATALOGUE,
  type Simulators,
} from '../../src/simulator';
import { runCurl, simulators, stopSimulators } from './clients';

const text = readFileSync(join(__dirname, '../../docs/simulators.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const firstCells = rows.flatMap(([first = '']) => first.replaceAll('`', '').split(', '));

describe('docs/simulators.md', () => {
  let all: Simulators;
  beforeAll(async () => {
    all = await simulators();
  });
  afterAll(stopSimulators);

  it('lists every fault as the catalogues have it, and no other', () => {
    const documented = rows.filter(([name = '']) =>
      /^`(zoom|cloudflare|bamboohr|hibob|gusto)\.\w+\./.test(name),
    );
    const catalogues = { ...ZOOM_CATALOGUE, ...CLOUDFLARE_CATALOGUE, ...HR_CATALOGUE };
    const expected = Object.entries(catalogues).map(([name, row]) => {
      const {
        call = 'any',
        status = '',
        code = '',
        message = '',
        retryAfter,
      } = row as {
        call?: string;
        status?: number;
        code?: number | string;
        message?: string;
        retryAfter?: { form: string };
      };
      const form = retryAfter?.form ?? '';
      return [`\`${name}\``, call, String(status), String(code), message, form];
    });
    expect(documented).toEqual(expected);
  });

  it('names everybody there is', async () => {
    const people = new Set<string>();
    for (const { url } of [all.zoom, all.cloudflare]) {
      const { data } = await runCurl(`curl -s ${url}/_control/state`);
      for (const { email } of (data as { users: { email: string }[] }).users) people.add(email);
    }
    expect(firstCells.filter((cell) => cell.includes('@')).sort()).toEqual([...people].sort());
  });

  it('names every employee there is', async () => {
    const { data } = await runCurl(`curl -s ${all.hr.url}/_control/state`);
    const ids = (data as { users: { id: string }[] }).users.map(({ id }) => id);
    expect(firstCells).toEqual(expect.arrayContaining(ids));
  });

  it('names every setting', () => {
    const settings = [all.zoom, all.cloudflare, all.hr].flatMap((one) => Object.keys(one.settings));
    expect(firstCells).toEqual(expect.arrayContaining(settings));
  });

  it('has control lines that work', async () => {
    const lines = text.split('\n').filter((line) => /^curl .*\/_control\//.test(line));
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      const here = line
        .replaceAll('http://127.0.0.1:4010', all.zoom.url)
        .replaceAll('http://127.0.0.1:4020', all.cloudflare.url)
        .replaceAll('http://127.0.0.1:4030', all.hr.url)
        .replace(/'(http\S+)'/, '$1');
      const { status, data } = await runCurl(here);
      expect([line, status, status < 300 ? '' : data]).toEqual([line, status, '']);
    }
  });
});
