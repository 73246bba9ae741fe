import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const CHECKOUT = join(__dirname, '..', '..');

export const textOf = (path: string): string => readFileSync(join(CHECKOUT, path), 'utf8');

/** A service as it stands in docker-compose.yml, nothing filled in. */
export interface RawService {
  image: string;
  build?: { context: string; args: Record<string, string> };
  user: string;
  working_dir?: string;
  entrypoint?: string[];
  command?: string[];
  environment: Record<string, string>;
  volumes?: string[];
  networks: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  restart: string;
  stop_grace_period?: string;
  [field: string]: unknown;
}

export interface RawCompose {
  services: Record<string, RawService>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, object>;
  [field: string]: unknown;
}

export const rawCompose = (): RawCompose =>
  parse(textOf('docker-compose.yml'), { merge: true }) as RawCompose;

export const services = (): [string, RawService][] => Object.entries(rawCompose().services);

/** `.env.example`, by variable. */
export function exampleSettings(): Record<string, string> {
  const lines = textOf('.env.example').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? ''] as const];
    }),
  );
}
