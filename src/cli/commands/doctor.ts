import { createColors, isColorSupported } from 'picocolors';
import { checkConfig } from '../../config';
import type { Checked } from '../../config/faults';
import { print, printJson, type CliContext, type Output } from '../context';
import { checkNotices } from '../doctor/check-notices';
import { checkCloudflare } from '../doctor/check-cloudflare';
import { checkTemporal } from '../doctor/check-temporal';
import { checkZoom } from '../doctor/check-zoom';
import { misconfigured, ok, type Finding } from '../doctor/finding';
import { EXIT, type ExitCode } from '../exit-codes';
import type { InvocationOf } from '../invocation';

const POLICY = 'Policy';

/** Every check, whatever the others find. */
export async function doctor(
  { stdout, environment }: CliContext,
  { json, sendNotice }: InvocationOf<'doctor'>,
): Promise<ExitCode> {
  const config = checkConfig(environment);
  const [temporal, zoom, cloudflare, notices] = await Promise.all([
    checkTemporal(config.temporal),
    checkZoom(config.zoom),
    checkCloudflare(config.cloudflare),
    checkNotices(config.notices, sendNotice),
  ]);
  const policy = misconfigured(POLICY, config.policy) ?? ok(POLICY, 'valid');
  const findings = [
    ...temporal,
    ...zoom,
    ...cloudflare,
    ...notices,
    policy,
    ...faultsOfWebUi(config.webUiUrl),
  ];
  const healthy = findings.every(({ state }) => state !== 'failed');
  if (json) printJson(stdout, { healthy, findings });
  else print(stdout, rendered(findings, stdout));
  return healthy ? EXIT.OK : EXIT.REFUSED;
}

const faultsOfWebUi = (checked: Checked<unknown>): Finding[] => {
  const fault = misconfigured('Web UI', checked);
  return fault ? [fault] : [];
};

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
