import { join, resolve } from 'node:path';
import type { LocalEnvironment } from '../config/local';

/** The project's own folder. */
export const CHECKOUT = resolve(__dirname, '../..');
/** Everything that a start or a test run stores lies in here; git ignores it. */
export const STORE = join(CHECKOUT, '.offboarding');
export const LOGS = join(STORE, 'logs');
/** Where Temporal and the Web UI are expected. */
export const STANDARD_PORT = 7233;
export const STANDARD_UI_PORT = 8233;
export const STANDARD_INTAKE_PORT = 8090;

/** `worker.log`; with the port in its name beside another start, whose log it must not touch. */
export const logFile = (name: string, port: number): string =>
  join(LOGS, port === STANDARD_PORT ? `${name}.log` : `${name}-${port}.log`);

/** Where Temporal's CLI may be, and where to keep one that has to be fetched. */
export const whereToSearch = (environment: LocalEnvironment) => ({
  ...(environment.temporalCli && { named: environment.temporalCli }),
  path: environment.path,
  folders: [
    join(STORE, 'bin'),
    ...(environment.cacheFolder ? [join(environment.cacheFolder, 'bin')] : []),
    join(environment.userCacheFolder, 'offboarding-engine', 'bin'),
  ],
  storeIn: join(environment.cacheFolder ?? STORE, 'bin'),
});
