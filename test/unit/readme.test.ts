import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ZOOM_SCOPES } from '../../src/cli/doctor/zoom-scopes';
import { EXIT } from '../../src/cli/exit-codes';
import { parse } from '../../src/cli/parse';
import * as client from '../../src/client';
import { OffboardingClient } from '../../src/client/client';
import { checkConfig, readTemporalConfig } from '../../src/config';
import { DEFAULT_POLICY } from '../../src/domain/policy';
import { newOffboardingRequestSchema } from '../../src/domain/request';
import type { RunState, StepState } from '../../src/domain/status';
import { anchorsOf } from './anchors';

const CHECKOUT = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(join(CHECKOUT, path), 'utf8');
const README = read('README.md');
const GUIDES = ['README.md', 'CONTRIBUTING.md', 'docs/architecture.md'];

/** The cells of each row of the table whose first column is headed so. */
function table(heading: string): string[][] {
  const lines = README.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  expect(start).toBeGreaterThan(-1);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const inCode = (text = ''): string[] =>
  Array.from(text.matchAll(/`([^`]+)`/g), ([, code]) => code!);

const blocks = (document: string, language: string): string[] =>
  Array.from(
    document.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms')),
    ([, block]) => block!,
  );

/** `{retry: {maximumAttempts: 8}}` as `retry.maximumAttempts`, `8`. */
function flat(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? flat(field, `${path}${name}.`)
      : [[`${path}${name}`, JSON.stringify(field)] satisfies [string, string]],
  );
}

/** The variables that the code reads, by its sources. */
function variablesRead(): string[] {
  const sources = readdirSync(join(CHECKOUT, 'src/config')).map((name) => `src/config/${name}`);
  const text = ['src/config.ts', ...sources].map(read).join('\n');
  const names =
    text.match(/\b(ZOOM|CLOUDFLARE|OFFBOARDING|WORKER|OTEL)_[A-Z_]+|\bTEMPORAL_CLI\b/g) ?? [];
  return [...new Set(names)].sort();
}

describe('the README', () => {
  it('has each field of the request, and no other', () => {
    const named = table('field').flatMap(([name]) => inCode(name));
    expect(named.sort()).toEqual(Object.keys(newOffboardingRequestSchema().shape).sort());
  });

  it('has each field of the policy with its default, and no other', () => {
    const rows = table('policy field').map((cells) => cells.slice(0, 2).flatMap(inCode));
    expect(rows.sort()).toEqual(flat(DEFAULT_POLICY).sort());
  });

  it('has each variable that is read, and no other', () => {
    const named = table('variable').flatMap(([names]) => inCode(names));
    const own = named.filter((name) => !name.startsWith('TEMPORAL_') || name === 'TEMPORAL_CLI');
    expect(own.sort()).toEqual(variablesRead());
  });

  it('has the defaults of the variables right', () => {
    const defaultOf = (name: string) => {
      const row = table('variable').find(([names]) => inCode(names).includes(name));
      return inCode(row?.[1])[0];
    };
    const checked = checkConfig({
      ZOOM_ACCOUNT_ID: 'a',
      ZOOM_CLIENT_ID: 'b',
      ZOOM_CLIENT_SECRET: 'c',
      CLOUDFLARE_API_TOKEN: 'd',
      CLOUDFLARE_ACCOUNT_ID: 'e',
    });
    const { address, namespace } = readTemporalConfig({ TEMPORAL_CONFIG_FILE: '/dev/null' });
    expect(checked).toMatchObject({
      zoom: {
        value: {
          plan: defaultOf('ZOOM_PLAN'),
          apiUrl: defaultOf('ZOOM_API_URL'),
          oauthUrl: defaultOf('ZOOM_OAUTH_URL'),
        },
      },
      cloudflare: { value: { apiUrl: defaultOf('CLOUDFLARE_API_URL') } },
      logLevel: { value: defaultOf('OFFBOARDING_LOG_LEVEL') },
    });
    expect([address, namespace]).toEqual([
      defaultOf('TEMPORAL_ADDRESS'),
      defaultOf('TEMPORAL_NAMESPACE'),
    ]);
  });

  it('says of each state what it means', () => {
    const runStates: Record<RunState, true> = {
      scheduled: true,
      held: true,
      running: true,
      contained: true,
      blocked: true,
      completed: true,
      completedWithExceptions: true,
      rescinded: true,
      cancelled: true,
    };
    const stepStates: Record<StepState, true> = {
      pending: true,
      running: true,
      retrying: true,
      done: true,
      notApplicable: true,
      blocked: true,
      skipped: true,
      reversed: true,
    };
    expect(table('run state').flatMap(([name]) => inCode(name))).toEqual(Object.keys(runStates));
    expect(table('step state').flatMap(([name]) => inCode(name))).toEqual(Object.keys(stepStates));
  });

  it('has each exit code', () => {
    expect(table('exit code').map(([code]) => Number(code))).toEqual(Object.values(EXIT));
  });

  it.each([1, 2])(
    'has scopes that are enough, whichever kind the app has (column %i)',
    (column) => {
      const granted = table('for').flatMap((cells) => inCode(cells[column]));
      const missing = ZOOM_SCOPES.filter(
        ({ classic, granular }) => !granted.includes(classic) && !granted.includes(granular),
      );
      expect(missing).toEqual([]);
    },
  );

  it('has commands that the command line takes', () => {
    const commands = blocks(README, 'sh')
      .flatMap((block) => block.split('\n'))
      .filter((line) => line.startsWith('npx offboard '));
    expect(commands.length).toBeGreaterThan(10);
    for (const command of commands) {
      const words = command.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ''));
      expect([command, parse(words.slice(2)).kind]).toEqual([command, 'run']);
    }
  });

  it('has an example whose names exist', () => {
    const [example = ''] = blocks(README, 'ts');
    const named = [...example.matchAll(/import \{ (\w+) \} from '(\.[^']+)'/g)];
    expect(named.map(([, name]) => name)).toEqual(['connectOffboarding', 'readTemporalConfig']);
    expect(typeof client.connectOffboarding).toBe('function');
    const called = [...example.matchAll(/client\.(\w+)\(/g)].map(([, name]) => name);
    for (const name of called)
      expect(Object.getOwnPropertyNames(OffboardingClient.prototype)).toContain(name);
  });
});

describe.each(GUIDES)('%s', (path) => {
  const text = read(path);

  it('links to what is there', () => {
    const links = [...text.matchAll(/(?:\]\(|src=")([^)"\s]+)/g)].map(([, link]) => link!);
    for (const link of links.filter((one) => !/^https?:/.test(one))) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(path, '..', file);
      expect([link, existsSync(join(CHECKOUT, target))]).toEqual([link, true]);
      if (anchor !== undefined) expect(anchorsOf(read(target))).toContain(anchor);
    }
  });

  it('names scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name = ''] of text.matchAll(/npm run ([\w:]+)/g))
      expect(Object.keys(scripts)).toContain(name);
  });

  it('names folders and files that are there', () => {
    const named = text.match(/(?<=[`(])(src|test|docs|scripts)\/[\w./-]*\w\/?(?=[`)])/g) ?? [];
    for (const name of named)
      expect([name, existsSync(join(CHECKOUT, name))]).toEqual([name, true]);
  });
});
