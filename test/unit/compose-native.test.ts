import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readComposeServices, startOrder } from '../../src/stack/compose-file';
import { interpolate, referencesIn } from '../../src/stack/interpolate';
import { outsideContainers } from '../../src/stack/outside-containers';
import { freeStackPorts } from '../../src/stack/stack-ports';
import { CHECKOUT, textOf } from './compose-files';

const demanded = Object.fromEntries(
  referencesIn(textOf('docker-compose.yml')).flatMap(({ name, demand }) =>
    demand === undefined ? [] : [[name, `the ${name}`] as const],
  ),
);
const PORTS = {
  published: {
    ...{ 5432: 15_432, 7233: 17_233, 8080: 18_080, 8090: 18_090, 8091: 18_091, 8092: 18_092 },
    9464: 19_464,
  },
  temporal: { TEMPORAL_HISTORY_PORT: 17_234 },
};
const native = async (name: string, variables: Record<string, string> = {}) => {
  const services = await readComposeServices({ ...demanded, ...variables });
  return outsideContainers(name, services[name]!, PORTS);
};

describe('what fills docker-compose.yml in', () => {
  it.each([
    ['${A}', { A: 'x' }, 'x'],
    ['a ${A:-b} c', {}, 'a b c'],
    ['${A:-b}', { A: '' }, 'b'],
    ['${A:-b}', { A: 'x' }, 'x'],
    ['${A:-}', {}, ''],
    ['${A:?say so}', { A: 'x' }, 'x'],
    ['$$1', {}, '$1'],
    ['${A}', { A: '${B}', B: 'never' }, '${B}'],
  ])('%s with %j is "%s"', (text, variables, filled) => {
    expect(interpolate(text, variables)).toBe(filled);
  });

  it('says which variable must be set, and why, and ends the start as wrong use', async () => {
    await expect(readComposeServices({ ...demanded, POSTGRES_PASSWORD: '' })).rejects.toMatchObject(
      {
        exitCode: 2,
        message:
          'POSTGRES_PASSWORD is not set: set it in .env, to a long random word, before the first start',
      },
    );
  });
});

describe('the order', () => {
  const after = (...names: string[]) => ({
    depends_on: Object.fromEntries(
      names.map((name) => [name, { condition: 'service_healthy' as const }]),
    ),
  });

  it('has each after those that it depends on, and is the file’s otherwise', () => {
    const services = { d: after('c'), a: after(), c: after('a'), b: after() };
    expect(startOrder(services)).toEqual(['a', 'c', 'd', 'b']);
  });

  it('does not exist for those that wait for each other, or for nobody', () => {
    expect(() => startOrder({ a: after('b'), b: after('a') })).toThrow(
      'These can never start: a, b',
    );
    expect(() => startOrder({ a: after('gone') })).toThrow('These can never start: a');
  });
});

describe('a service without a container', () => {
  it('has the addresses of this machine', async () => {
    expect((await native('schema')).environment).toMatchObject({
      SQL_HOST: '127.0.0.1',
      SQL_PORT: '15432',
      SQL_PASSWORD: 'the POSTGRES_PASSWORD',
    });
    expect((await native('temporal')).environment).toMatchObject({
      POSTGRES_HOST: '127.0.0.1',
      TEMPORAL_BIND_IP: '127.0.0.1',
      TEMPORAL_FRONTEND_PORT: '17233',
      TEMPORAL_HISTORY_PORT: '17234',
    });
    expect((await native('web-ui')).environment).toMatchObject({
      TEMPORAL_ADDRESS: '127.0.0.1:17233',
      WEB_UI_URL: 'http://localhost:18080',
    });
  });

  it('has the files of this machine', async () => {
    const { cwd, command } = await native('temporal');
    expect(cwd).toBe(join(CHECKOUT, 'deploy/temporal'));
    expect(command[0]).toBe('temporal-server');
    const worker = await native('worker', { OFFBOARDING_POLICY_FILE: '/etc/mine.json' });
    expect(worker).toMatchObject({ cwd: CHECKOUT, command: ['node', 'dist/worker.js'] });
    expect(worker.environment).toMatchObject({ OFFBOARDING_POLICY: '/etc/mine.json' });
  });

  it('has the codec server where the profile asks for it, at its own address', async () => {
    expect(await readComposeServices(demanded)).not.toHaveProperty('codec');
    const variables = {
      COMPOSE_PROFILES: 'other, encryption',
      OFFBOARDING_CODEC_URL: 'http://localhost:8092',
    };
    const codec = await native('codec', variables);
    expect(codec.healthCommand?.at(-1)).toBe('http://127.0.0.1:18092/healthz');
    expect(codec.environment).toMatchObject({ CODEC_HOST: '127.0.0.1', CODEC_PORT: '18092' });
    expect((await native('web-ui', variables)).environment).toMatchObject({
      TEMPORAL_CODEC_ENDPOINT: 'http://localhost:18092',
    });
  });

  it('is looked after by the same health check', async () => {
    expect((await native('temporal')).healthCommand?.slice(-2)).toEqual([
      '--address',
      '127.0.0.1:17233',
    ]);
    expect((await native('web-ui')).healthCommand?.at(-1)).toBe('http://127.0.0.1:18080/healthz');
    expect((await native('worker')).healthCommand?.at(-1)).toBe('http://127.0.0.1:18091/readyz');
    expect((await native('worker')).environment).toMatchObject({
      WORKER_HOST: '127.0.0.1',
      WORKER_PORT: '18091',
      WORKER_METRICS_PORT: '19464',
    });
    expect((await native('schema')).healthCommand).toBeUndefined();
  });

  it('keeps a person’s own address, whose port only looks like ours', async () => {
    const { environment } = await native('worker', {
      ZOOM_API_URL: 'https://zoom.example.com:8080/v2',
    });
    expect(environment).toMatchObject({ ZOOM_API_URL: 'https://zoom.example.com:8080/v2' });
  });

  it('gets ports that Temporal can note in its database', async () => {
    const { published, temporal } = await freeStackPorts();
    const all = [...Object.values(published), ...Object.values(temporal)];
    expect(new Set(all).size).toBe(all.length);
    expect(Math.max(...all)).toBeLessThan(32_768);
  });
});
