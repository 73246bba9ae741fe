import { z } from 'zod';
import { checkCloudflare, type CloudflareConfig } from './config/cloudflare';
import { cleaned, type Environment } from './config/environment';
import { check, ConfigurationError, faultsIn, valueOf, type Checked } from './config/faults';
import {
  checkIntakeSecrets,
  checkListen,
  checkPage,
  type IntakeSecrets,
  type SecretHolder,
} from './config/intake';
import { checkHr, type HrConfig } from './config/hr';
import { checkNotices, type NoticesConfig } from './config/notices';
import { checkPolicyFile } from './config/policy-file';
import { checkTemporal, type TemporalConfig } from './config/temporal';
import { checkWorkerVersion, type WorkerVersion } from './config/versioning';
import { checkWebUiUrl } from './config/web-ui';
import { zoomSchema, type ZoomConfig } from './config/zoom';
import type { Policy } from './domain/policy';

export { ConfigurationError } from './config/faults';
export type { TemporalConfig } from './config/temporal';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const logLevelSchema = z
  .object({
    OFFBOARDING_LOG_LEVEL: z
      .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
      .default('info'),
  })
  .transform((env) => env.OFFBOARDING_LOG_LEVEL);

/** Everything a worker is told by its environment. */
export interface WorkerConfig {
  temporal: TemporalConfig;
  zoom: ZoomConfig;
  cloudflare: CloudflareConfig;
  hr: HrConfig;
  notices: NoticesConfig;
  /** Where people open the Temporal Web UI; absent: nothing links to it. */
  webUiUrl?: string;
  /** Absent: without worker versioning. */
  version?: WorkerVersion;
  /** Absent: the default policy. Sound at start-up; each run reads it anew. */
  policyPath?: string;
  logLevel: (typeof LOG_LEVELS)[number];
}

/** Each part of a worker's configuration, sound or not: for `offboard doctor`. */
export interface CheckedConfig {
  temporal: Checked<TemporalConfig>;
  zoom: Checked<ZoomConfig>;
  cloudflare: Checked<CloudflareConfig>;
  hr: Checked<HrConfig>;
  notices: Checked<NoticesConfig>;
  webUiUrl: Checked<string | undefined>;
  version: Checked<WorkerVersion | undefined>;
  policy: Checked<Policy>;
  logLevel: Checked<WorkerConfig['logLevel']>;
}

export function checkConfig(environment: Environment = process.env): CheckedConfig {
  const env = cleaned(environment);
  return {
    temporal: checkTemporal(environment),
    zoom: check(zoomSchema, env),
    cloudflare: checkCloudflare(env),
    hr: checkHr(env),
    notices: checkNotices(env),
    webUiUrl: checkWebUiUrl(env),
    version: checkWorkerVersion(env),
    policy: checkPolicyFile(env['OFFBOARDING_POLICY']),
    logLevel: check(logLevelSchema, env),
  };
}

/** @throws ConfigurationError with every fault of every part, the policy file's included. */
export function readWorkerConfig(environment: Environment = process.env): WorkerConfig {
  const checked = checkConfig(environment);
  const faults = Object.values<Checked<unknown>>({ ...checked }).flatMap(faultsIn);
  if (faults.length > 0) throw new ConfigurationError(faults);
  const { temporal, zoom, cloudflare, hr, notices, logLevel } = checked;
  const webUiUrl = valueOf(checked.webUiUrl);
  const version = valueOf(checked.version);
  const policyPath = cleaned(environment)['OFFBOARDING_POLICY'];
  return {
    temporal: valueOf(temporal),
    zoom: valueOf(zoom),
    cloudflare: valueOf(cloudflare),
    hr: valueOf(hr),
    notices: valueOf(notices),
    ...(webUiUrl && { webUiUrl }),
    ...(version && { version }),
    ...(policyPath && { policyPath }),
    logLevel: valueOf(logLevel),
  };
}

/** Everything the intake is told by its environment. */
export interface IntakeConfig {
  temporal: TemporalConfig;
  /** Where it listens; port 0 takes any free one. */
  listen: { host: string; port: number };
  secrets: IntakeSecrets;
  /** The page needs no token in this machine's own browsers, although one is set. */
  pageOpenHere: boolean;
  /** Where people open the Temporal Web UI; absent: nothing links to it. */
  webUiUrl?: string;
  logLevel: WorkerConfig['logLevel'];
}

/**
 * @param sources every source of HR events there is
 * @throws ConfigurationError with every fault of every part
 */
export function readIntakeConfig(
  sources: readonly SecretHolder[],
  environment: Environment = process.env,
): IntakeConfig {
  const env = cleaned(environment);
  const temporal = checkTemporal(environment);
  const listen = checkListen(env);
  const secrets = checkIntakeSecrets(env, sources);
  const page = checkPage(env);
  const webUi = checkWebUiUrl(env);
  const logLevel = check(logLevelSchema, env);
  const faults = [temporal, listen, secrets, page, webUi, logLevel].flatMap(faultsIn);
  if (faults.length > 0) throw new ConfigurationError(faults);
  const webUiUrl = valueOf(webUi);
  return {
    temporal: valueOf(temporal),
    listen: valueOf(listen),
    secrets: valueOf(secrets),
    pageOpenHere: valueOf(page),
    ...(webUiUrl && { webUiUrl }),
    logLevel: valueOf(logLevel),
  };
}

/** What the CLI needs to reach Temporal. @throws ConfigurationError */
export const readTemporalConfig = (environment: Environment = process.env): TemporalConfig =>
  valueOf(checkTemporal(environment));
