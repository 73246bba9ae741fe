import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The engine's version, as its package says. */
export function engineVersion(): string {
  const path = join(__dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
