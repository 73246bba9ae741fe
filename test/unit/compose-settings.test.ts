import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HR_SOURCES } from '../../src/intake/sources';
import { referencesIn } from '../../src/stack/interpolate';
import { CHECKOUT, exampleSettings, rawCompose, services, textOf } from './compose-files';

const references = referencesIn(textOf('docker-compose.yml').replace(/^ *#.*$/gm, ''));
const example = exampleSettings();
const names = [...new Set(references.map(({ name }) => name))];
const SECRET = /PASSWORD|SECRET|TOKEN|API_KEY|PAYLOAD_KEYS|SLACK_URL/;

/** Of the configuration, those that mean nothing in a container: where things are there is the file's to say. */
const NOT_FOR_CONTAINERS =
  /^(TEMPORAL_|OFFBOARDING_CACHE$|XDG_|PATH$|INTAKE_PAGE$|SSL_|NODE_|HOME$)/;

/** Every variable that the configuration reads, by the name in its sources. */
function read(): string[] {
  const folder = join(CHECKOUT, 'src/config');
  const files = readdirSync(folder).filter((file) => file !== 'local.ts');
  const text = ['src/config.ts', ...files.map((file) => `src/config/${file}`)]
    .map(textOf)
    .join('\n');
  const constants = [...text.matchAll(/const ([A-Z_]+) =/g)].map(([, name]) => name);
  const own = (
    text.match(
      /\b(ZOOM|CLOUDFLARE|BAMBOOHR|HIBOB|GUSTO|OFFBOARDING|INTAKE|WORKER|CODEC|SCIM|OTEL)_[A-Z_]*[A-Z]\b/g,
    ) ?? []
  ).filter((name) => !constants.includes(name));
  const secrets = [...HR_SOURCES.map(({ secretVariable }) => secretVariable), 'SCIM_BEARER_TOKEN'];
  const before = [...secrets, 'OFFBOARDING_API_TOKEN'].map((name) => `${name}_PREVIOUS`);
  return [...new Set([...own, ...secrets, ...before])];
}

describe('the settings of docker-compose.yml', () => {
  it('are all in .env.example, and nothing else is', () => {
    expect(Object.keys(example).sort()).toEqual([...names].sort());
  });

  it('have the same default there', () => {
    for (const { name, fallback, demand } of references)
      expect({ name, value: example[name] }).toEqual({
        name,
        value: demand === undefined ? fallback : '',
      });
  });

  it('have no default where they are secret', () => {
    const secret = references.filter(({ name }) => SECRET.test(name));
    expect(secret.length).toBeGreaterThan(20);
    for (const { name, fallback = '' } of secret)
      expect({ name, fallback }).toEqual({ name, fallback: '' });
  });

  it('say what to do where one must be set', () => {
    const demanded = references.filter(({ demand }) => demand !== undefined);
    expect(demanded.map(({ name }) => name)).toContain('POSTGRES_PASSWORD');
    for (const { demand } of demanded) expect(demand).toMatch(/^set it in \.env, /);
  });

  it('are filled in nowhere but in values', () => {
    for (const line of textOf('docker-compose.yml').split('\n'))
      expect(line.replace(/^[^:]*: |^ *- /, '').includes('${')).toBe(line.includes('${'));
  });

  it('reach the worker, the intake or the codec server, where the engine reads them', () => {
    const { worker, intake, codec } = rawCompose().services;
    const given = new Set(
      [worker, intake, codec].flatMap((service) => Object.keys(service!.environment)),
    );
    const missing = read().filter((name) => !given.has(name) && !NOT_FOR_CONTAINERS.test(name));
    expect(missing).toEqual([]);
  });

  it('are of a version, for every image', () => {
    for (const [name, { image }] of services()) {
      const filled = image.replace(/\$\{\w+:-([^}]*)\}/, '$1');
      expect({ name, filled }).toEqual({
        name,
        filled: expect.stringMatching(/^[\w/-]+:\d+\.\d+/),
      });
    }
  });
});
