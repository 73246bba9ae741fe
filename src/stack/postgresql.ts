import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../local/executable';
import { StartError } from '../local/start-error';

const run = promisify(execFile);

/** Where Debian and its kin keep the servers, which are not on PATH. */
const DEBIAN = '/usr/lib/postgresql';

const INSTALL =
  'PostgreSQL is not installed (no `initdb`). On Debian and Ubuntu: apt-get install postgresql. ' +
  'On macOS: brew install postgresql. Or put the folder of its `initdb` on PATH.';

/** The user to run as: PostgreSQL refuses to be root. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Postgresql {
  /** The folder with `postgres`, `initdb` and `pg_isready`. */
  programs: string;
  /** Absent: as the user that we are. */
  account: Account | undefined;
}

/** @throws StartError that says how to install it. */
export async function findPostgresql(path: readonly string[]): Promise<Postgresql> {
  const versions = await readdir(DEBIAN).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a));
  const folders = [...newest.map((version) => join(DEBIAN, version, 'bin')), ...path];
  for (const folder of folders)
    if ((await findProgram('initdb', [folder])) && (await findProgram('postgres', [folder])))
      return { programs: folder, account: await accountFor() };
  throw new StartError(INSTALL);
}

/** @throws StartError where we are root, and there is no user that PostgreSQL could run as. */
async function accountFor(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    throw new StartError(
      'PostgreSQL refuses to run as root, and there is no user `postgres`: start as another user.',
    );
  }
}

/** What keeps a database: its files, and the password that goes with them. */
export interface Cluster {
  data: string;
  password: string;
}

/**
 * The database's folder, made on the first start.
 * @param user the database's own user, as docker-compose.yml has it
 */
export async function openCluster(
  { programs, account }: Postgresql,
  folder: string,
  user: string,
): Promise<Cluster> {
  const data = join(folder, 'postgresql');
  const secret = join(folder, 'postgresql-password');
  if (await isThere(data)) return { data, password: await readFile(secret, 'utf8') };
  const password = randomBytes(24).toString('base64url');
  // Has its name only when it is whole.
  const unfinished = `${data}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  await chmod(unfinished, 0o700);
  await writeFile(secret, password, { mode: 0o600 });
  if (account) for (const path of [unfinished, secret]) await chown(path, account.uid, account.gid);
  await run(
    join(programs, 'initdb'),
    [
      ...['--pgdata', unfinished, '--username', user, '--pwfile', secret],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-locale', '--data-checksums'],
    ],
    { cwd: folder, ...account },
  );
  await rename(unfinished, data);
  return { data, password };
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The server on loopback alone, without a socket in the file system. */
export const serverCommand = ({ data }: Cluster, port: number): string[] => [
  ...['postgres', '-D', data, '-p', String(port)],
  ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
];
