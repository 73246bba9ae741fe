import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, chown, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findPostgresql, type Postgresql } from '../../src/stack/postgresql';
import type { TestStack } from './test-stack';

const run = promisify(execFile);
const DOCUMENT = readFileSync(resolve(__dirname, '../../docs/operations.md'), 'utf8');
const PATH = (process.env['PATH'] ?? '').split(':');

/** What docs/operations.md gives the program to do. */
function documented(program: string): string[] {
  const [, args] = new RegExp(`(?:^ +|&& )${program} ([^<>'\\n]+)`, 'm').exec(DOCUMENT) ?? [];
  if (args === undefined) throw new Error(`docs/operations.md has no command with ${program}.`);
  return args.trim().split(/ +/);
}

const dataOf = ({ folder }: TestStack): string => join(folder, 'postgresql');

/** A copy of the database as the document takes it, while everything runs. */
export async function takeBackup(stack: TestStack, file: string): Promise<void> {
  const { programs } = await findPostgresql(PATH);
  const PGPASSWORD = await readFile(join(stack.folder, 'postgresql-password'), 'utf8');
  const args = [...documented('pg_basebackup'), '--host', '127.0.0.1'];
  const { stdout } = await run(
    join(programs, 'pg_basebackup'),
    [...args, '--port', String(stack.databasePort)],
    { env: { PATH: process.env['PATH'], PGPASSWORD }, encoding: 'buffer', maxBuffer: 2 ** 30 },
  );
  const written = await open(file, 'wx', 0o600);
  await written.writeFile(stdout);
  await written.close();
}

/** The copy in the place of the database, which is stopped. */
export async function restoreBackup(stack: TestStack, file: string): Promise<void> {
  const { account }: Postgresql = await findPostgresql(PATH);
  const data = dataOf(stack);
  await rename(data, `${data}.lost`);
  await mkdir(data);
  await chmod(data, 0o700);
  const flags = documented('tar').filter((word) => !word.includes('$PGDATA') && word !== '-C');
  await run('tar', [...flags, '-f', file, '-C', data]);
  if (account) await chown(data, account.uid, account.gid);
}
