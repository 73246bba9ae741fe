import { z } from 'zod';
import { checkCloudflare, type CloudflareConfig } from './config/cloudflare';
import { checkCodec, type CodecConfig } from './config/codec';
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
import { checkTracing, type TracingConfig } from './config/tracing';
import { checkWorkerVersion, type WorkerVersion } from './config/versioning';
import { checkWebUiUrl } from './config/web-ui';
import { checkWorker, type WorkerSettings } from './config/worker';
import { zoomSchema, type ZoomConfig } from './config/zoom';
import type { Policy } from './domain/policy';

export { ConfigurationError } from './config/faults';
export { secretsIn } from './config/secrets';
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
  worker: WorkerSettings;
  /** Absent: nothing is traced. */
  tracing?: TracingConfig;
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
  worker: Checked<WorkerSettings>;
  tracing: Checked<TracingConfig | undefined>;
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
    worker: checkWorker(env),
    tracing: checkTracing(env, 'offboarding-worker'),
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
  const tracing = valueOf(checked.tracing);
  const policyPath = cleaned(environment)['OFFBOARDING_POLICY'];
  return {
    temporal: valueOf(temporal),
    zoom: valueOf(zoom),
    cloudflare: valueOf(cloudflare),
    hr: valueOf(hr),
    notices: valueOf(notices),
    ...(webUiUrl && { webUiUrl }),
    ...(version && { version }),
    worker: valueOf(checked.worker),
    ...(tracing && { tracing }),
    ...(policyPath && { policyPath }),
    logLevel: valueOf(logLevel),
  };
}

/** Everything the intake is told by its environment. */
export interface IntakeConfig {
  temporal: TemporalConfig;
  /** Absent: nothing is traced. */
  tracing?: TracingConfig;
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
  const traced = checkTracing(env, 'offboarding-intake');
  const faults = [temporal, listen, secrets, page, webUi, traced, logLevel].flatMap(faultsIn);
  if (faults.length > 0) throw new ConfigurationError(faults);
  const webUiUrl = valueOf(webUi);
  const tracing = valueOf(traced);
  return {
    temporal: valueOf(temporal),
    ...(tracing && { tracing }),
    listen: valueOf(listen),
    secrets: valueOf(secrets),
    pageOpenHere: valueOf(page),
    ...(webUiUrl && { webUiUrl }),
    logLevel: valueOf(logLevel),
  };
}

/** Everything the codec server is told by its environment. @throws ConfigurationError with every fault */
export function readCodecConfig(
  environment: Environment = process.env,
): CodecConfig & { logLevel: WorkerConfig['logLevel'] } {
  const env = cleaned(environment);
  const codec = checkCodec(env);
  const logLevel = check(logLevelSchema, env);
  const faults = [codec, logLevel].flatMap(faultsIn);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return { ...valueOf(codec), logLevel: valueOf(logLevel) };
}

/** What the CLI needs to reach Temporal. @throws ConfigurationError */
export const readTemporalConfig = (environment: Environment = process.env): TemporalConfig =>
  valueOf(checkTemporal(environment));
