import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';
const PATH = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);

const isOnPath = (program: string) => PATH.some((folder) => existsSync(join(folder, program)));

/** What this machine lacks for the stack, and what to install; nothing where it has all. */
export function stackLacks(): string | undefined {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  if (!isOnPath('initdb') && debian.length === 0)
    return 'PostgreSQL is not installed: apt-get install postgresql, or brew install postgresql.';
  if (!isOnPath('go') && !isOnPath('temporal-server'))
    return "Go, which builds Temporal's server, is not installed: https://go.dev/dl";
  return undefined;
}
