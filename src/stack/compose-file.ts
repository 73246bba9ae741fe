import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CHECKOUT } from '../local/folders';
import { interpolate } from './interpolate';

const COMPOSE_FILE = join(CHECKOUT, 'docker-compose.yml');

const CONDITIONS = ['service_healthy', 'service_completed_successfully'] as const;

/** The part of the Compose Specification that says what runs, after what, and how it is looked after. */
const serviceSchema = z.object({
  image: z.string(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  working_dir: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(CONDITIONS) })).default({}),
  healthcheck: z.object({ test: z.tuple([z.literal('CMD')], z.string()) }).optional(),
  profiles: z.array(z.string()).default([]),
  restart: z.string(),
  stop_signal: z.enum(['SIGTERM', 'SIGINT']).default('SIGTERM'),
  stop_grace_period: z.string().default('10s'),
});

const fileSchema = z.object({ services: z.record(z.string(), serviceSchema) });

export type ComposeService = z.output<typeof serviceSchema>;
export type ComposeServices = Record<string, ComposeService>;

/** The services of docker-compose.yml, but those of profiles that COMPOSE_PROFILES does not name. @throws StartError for a variable that must be set and is not. */
export async function readComposeServices(
  variables: Record<string, string | undefined>,
): Promise<ComposeServices> {
  const text = await readFile(COMPOSE_FILE, 'utf8');
  const filled = filledIn(parse(text, { merge: true }), variables);
  const profiles = (variables['COMPOSE_PROFILES'] ?? '').split(',').map((name) => name.trim());
  const services = Object.entries(fileSchema.parse(filled).services).filter(
    ([, service]) =>
      service.profiles.length === 0 || service.profiles.some((name) => profiles.includes(name)),
  );
  return Object.fromEntries(services);
}

const imagesSchema = z.object({ services: z.record(z.string(), z.object({ image: z.string() })) });

/** The version of each service's image: `1.29.1`. */
export async function readImageVersions(
  variables: Record<string, string | undefined>,
): Promise<Record<string, string>> {
  const file = parse(await readFile(COMPOSE_FILE, 'utf8'), { merge: true }) as unknown;
  const versions: Record<string, string> = {};
  for (const [name, { image }] of Object.entries(imagesSchema.parse(file).services))
    versions[name] = interpolate(image, variables).split(':')[1] ?? '';
  return versions;
}

/** Compose fills values in after it has parsed them: a value can change no structure. */
function filledIn(node: unknown, variables: Record<string, string | undefined>): unknown {
  if (typeof node === 'string') return interpolate(node, variables);
  if (Array.isArray(node)) return node.map((item) => filledIn(item, variables));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, filledIn(value, variables)]);
  return Object.fromEntries(entries);
}

/**
 * The services, each after all that it depends on; otherwise as they stand in the file.
 * @throws Error naming those that wait for each other, or for one that is not there.
 */
export function startOrder(services: Record<string, Pick<ComposeService, 'depends_on'>>): string[] {
  const order: string[] = [];
  let waiting = Object.keys(services);
  while (waiting.length > 0) {
    const isReady = (name: string) =>
      Object.keys(services[name]?.depends_on ?? {}).every((other) => order.includes(other));
    const next = waiting.find(isReady);
    if (next === undefined) throw new Error(`These can never start: ${waiting.join(', ')}`);
    order.push(next);
    waiting = waiting.filter((name) => name !== next);
  }
  return order;
}
