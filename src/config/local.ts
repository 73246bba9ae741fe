import { devNull, homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { cleaned, type Environment } from './environment';

/** Every variable that points the engine at a real provider. `npm start` uses simulators when none is set. */
export const PROVIDER_VARIABLES = [
  'ZOOM_ACCOUNT_ID',
  'ZOOM_CLIENT_ID',
  'ZOOM_CLIENT_SECRET',
  'ZOOM_PLAN',
  'ZOOM_API_URL',
  'ZOOM_OAUTH_URL',
  'CLOUDFLARE_API_TOKEN',
  'CLOUDFLARE_EMAIL',
  'CLOUDFLARE_API_KEY',
  'CLOUDFLARE_ACCOUNT_ID',
  'CLOUDFLARE_ZONE_ID',
  'CLOUDFLARE_API_URL',
] as const;
type ProviderVariable = (typeof PROVIDER_VARIABLES)[number];
/** Every variable that makes the intake believe a sender. With a real provider, it is started only for these. */
const INTAKE_VARIABLES = [
  'STANDARD_WEBHOOK_SECRET',
  'BAMBOOHR_WEBHOOK_SECRET',
  'HIBOB_WEBHOOK_SECRET',
  'OKTA_WEBHOOK_SECRET',
  'GUSTO_WEBHOOK_SECRET',
  'MERGE_WEBHOOK_SECRET',
  'SCIM_BEARER_TOKEN',
] as const;

export type ProviderVariables = Partial<Record<ProviderVariable, string>>;

/** What `npm start` and the tests need to know of the environment they run in. */
export interface LocalEnvironment {
  /** TEMPORAL_CLI: the executable to use, as an absolute path. */
  temporalCli?: string;
  /** OFFBOARDING_CACHE: a folder outside the checkout for what is costly to get. */
  cacheFolder?: string;
  /** XDG_CACHE_HOME, or `~/.cache`. */
  userCacheFolder: string;
  /** PATH, as folders. */
  path: string[];
  /** TEMPORAL_ADDRESS of the shell, which a person's next command would use. */
  temporalAddress?: string;
  /** OFFBOARDING_POLICY: the person's own policy file. */
  policyFile?: string;
  providers: ProviderVariables;
  /** Whether a sender of HR events is configured, and whether one with Standard Webhooks is. */
  intake: { isConfigured: boolean; hasStandardSecret: boolean; hasApiToken: boolean };
  startedByNpm: boolean;
}

export function readLocalEnvironment(environment: Environment = process.env): LocalEnvironment {
  const env = cleaned(environment);
  const { TEMPORAL_CLI, OFFBOARDING_CACHE, XDG_CACHE_HOME, PATH } = env;
  const { TEMPORAL_ADDRESS, OFFBOARDING_POLICY } = env;
  const providers: ProviderVariables = {};
  for (const name of PROVIDER_VARIABLES) {
    const value = env[name];
    if (value) providers[name] = value;
  }
  return {
    ...(TEMPORAL_CLI && { temporalCli: resolve(TEMPORAL_CLI) }),
    ...(OFFBOARDING_CACHE && { cacheFolder: resolve(OFFBOARDING_CACHE) }),
    userCacheFolder: XDG_CACHE_HOME ? resolve(XDG_CACHE_HOME) : join(homedir(), '.cache'),
    path: (PATH ?? '').split(delimiter).filter(Boolean),
    ...(TEMPORAL_ADDRESS && { temporalAddress: TEMPORAL_ADDRESS }),
    ...(OFFBOARDING_POLICY && { policyFile: OFFBOARDING_POLICY }),
    providers,
    intake: {
      isConfigured: INTAKE_VARIABLES.some((name) => env[name] !== undefined),
      hasStandardSecret: env['STANDARD_WEBHOOK_SECRET'] !== undefined,
      hasApiToken: env['OFFBOARDING_API_TOKEN'] !== undefined,
    },
    startedByNpm: env['npm_lifecycle_event'] !== undefined,
  };
}

/**
 * The environment of a child process: the parent's with `changes`. The shell's own TEMPORAL_* settings
 * stay behind, and so does the profile in the user's Temporal config file: an API key or a TLS setting
 * meant for another cluster would make the child miss the local server.
 */
export function childEnvironment(
  changes: Environment = {},
  environment: Environment = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith('TEMPORAL_'));
  return { ...Object.fromEntries(kept), TEMPORAL_CONFIG_FILE: devNull, ...changes };
}

/** What a program needs to know of the machine; a container has the like by itself. */
const OF_THE_MACHINE =
  /^(PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|(https?|no|all)_proxy)$/i;

/** The environment of a process that is told everything else by `changes`, as one in a container is. */
export function bareEnvironment(
  changes: Environment,
  environment: Environment = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => OF_THE_MACHINE.test(name));
  return { ...Object.fromEntries(kept), TEMPORAL_CONFIG_FILE: devNull, ...changes };
}

/** Every variable of the shell that says something, for what docker-compose.yml asks for. */
export const shellVariables = (environment: Environment = process.env): Record<string, string> =>
  cleaned(environment);

/** Behind an HTTP proxy, calls to this machine must not go through it. Children inherit it. */
export function exemptLoopbackFromProxies(environment: Environment = process.env): void {
  const hosts = ['127.0.0.1', 'localhost', '::1'];
  const given = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').split(',');
  const all = [...new Set([...given.map((host) => host.trim()).filter(Boolean), ...hosts])].join();
  environment['no_proxy'] = all;
  environment['NO_PROXY'] = all;
}
