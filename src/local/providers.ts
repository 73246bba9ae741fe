import type { ProviderVariables } from '../config/local';
import type { CheckedConfig } from '../config';
import { isLoopback } from '../config/environment';
import { faultsIn } from '../config/faults';
import { StartError } from './start-error';

export type Providers =
  | { kind: 'simulators' }
  | { kind: 'real'; zoomUrl: string; cloudflareUrl: string; warning?: string };

/**
 * Real providers when all of ZOOM_* and CLOUDFLARE_* that they need is set, simulators when none is;
 * never one of each.
 * @throws StartError, exit code 2, with what is set and what is missing, when only some is.
 */
export function chooseProviders(
  set: ProviderVariables,
  checked: Pick<CheckedConfig, 'zoom' | 'cloudflare'>,
): Providers {
  const names = Object.keys(set);
  if (names.length === 0) return { kind: 'simulators' };

  const { zoom, cloudflare } = checked;
  if ('faults' in zoom || 'faults' in cloudflare) {
    const faults = [zoom, cloudflare].flatMap(faultsIn);
    const width = Math.max(...faults.map(({ name }) => name.length));
    throw new StartError(
      'ZOOM_* and CLOUDFLARE_* are set in part: too little for the real providers, too much for simulators.\n' +
        `Set:\n${names.map((name) => `  ${name}\n`).join('')}` +
        'Missing or wrong:\n' +
        faults.map(({ name, problem }) => `  ${name.padEnd(width)}  ${problem}\n`).join('') +
        'Set what is missing to use the real Zoom and Cloudflare, or use the simulators for this start:\n' +
        `  env ${names.map((name) => `-u ${name}`).join(' ')} npm start`,
      2,
    );
  }
  const zoomUrl = zoom.value.apiUrl;
  const cloudflareUrl = cloudflare.value.apiUrl;
  const mixed = onThisMachine(zoomUrl) !== onThisMachine(cloudflareUrl);
  return {
    kind: 'real',
    zoomUrl,
    cloudflareUrl,
    ...(mixed && {
      warning: 'one of the two is on this machine and the other is not: is that what you want?',
    }),
  };
}

const onThisMachine = (url: string) => isLoopback(new URL(url).hostname);
