import { createColors, isColorSupported } from 'picocolors';
import { checkConfig, type CheckedConfig } from '../../config';
import { valueIn } from '../../config/faults';
import { shellVariables } from '../../config/local';
import { DEFAULT_POLICY } from '../../domain/policy';
import { print, printJson, type CliContext, type Output } from '../context';
import { checkCloudflare } from '../doctor/check-cloudflare';
import { checkNotices } from '../doctor/check-notices';
import { rotationFindings } from '../doctor/check-rotations';
import { checkTemporal } from '../doctor/check-temporal';
import { checkZoom } from '../doctor/check-zoom';
import { misconfigured, ok, type Finding } from '../doctor/finding';
import { besideNpmStart } from '../doctor/npm-start';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';

const POLICY = 'Policy';
/** What nothing is asked about: only whether it can be understood. */
const UNASKED: Partial<Record<keyof CheckedConfig, string>> = {
  hr: 'HR systems',
  webUiUrl: 'Web UI',
  version: 'Worker version',
  worker: 'Worker',
  tracing: 'Tracing',
  logLevel: 'Log level',
};

/** Every check, whatever the others find. */
export async function doctor(
  { stdout, environment }: CliContext,
  { json, sendNotice, strict }: InvocationOf<'doctor'>,
): Promise<ExitCode> {
  const config = checkConfig(environment);
  const variables = shellVariables(environment);
  const unconfigured = besideNpmStart(variables, config.temporal);
  const policy = valueIn(config.policy) ?? DEFAULT_POLICY;
  const checked = await Promise.all([
    checkTemporal(config.temporal),
    ...(unconfigured
      ? [[unconfigured]]
      : [checkZoom(config.zoom, policy), checkCloudflare(config.cloudflare)]),
    checkNotices(config.notices, sendNotice),
  ]);
  const findings = [
    ...checked.flat(),
    misconfigured(POLICY, config.policy) ?? ok(POLICY, 'valid'),
    ...faultsOfTheRest(config),
    ...rotationFindings(variables),
  ];
  const is = (state: Finding['state']) => findings.some((finding) => finding.state === state);
  if (json) printJson(stdout, { healthy: !is('failed'), findings });
  else print(stdout, rendered(findings, stdout));
  return is('failed') || (strict && is('warning')) ? EXIT.REFUSED : EXIT.OK;
}

const faultsOfTheRest = (config: CheckedConfig): Finding[] =>
  Object.entries(UNASKED).flatMap(
    ([part, check]) => misconfigured(check, config[part as keyof CheckedConfig]) ?? [],
  );

const SYMBOLS: Record<Finding['state'], string> = {
  ok: '✔',
  warning: '!',
  failed: '✖',
  skipped: '–',
};

function rendered(findings: readonly Finding[], { isTTY = false }: Output): string[] {
  const paint = createColors(isTTY && isColorSupported);
  const colours = { ok: paint.green, warning: paint.yellow, failed: paint.red, skipped: paint.dim };
  const width = Math.max(...findings.map(({ check }) => check.length));
  const indent = ' '.repeat(width + 4);
  return findings.flatMap(({ check, state, detail, mend }) => [
    `${colours[state](SYMBOLS[state])} ${check.padEnd(width)}  ${detail.replaceAll('\n', `\n${indent}`)}`,
    ...(mend ? [`${indent}→ ${mend}`] : []),
  ]);
}
