import { HR_CAUSES } from './causes/hr';
import { OWN_CAUSES } from './causes/own';
import type { ProviderCauses } from './causes/provider-causes';
import { CLOUDFLARE_CAUSES } from './causes/cloudflare';
import { ZOOM_CAUSES } from './causes/zoom';
import { PROVIDER_NAMES, type Provider } from './provider';

const CAUSES: Record<Provider, ProviderCauses> = {
  zoom: ZOOM_CAUSES,
  cloudflare: CLOUDFLARE_CAUSES,
  ...HR_CAUSES,
};

/** How a call fails without an answer that says why: the last word of its code. */
const WITHOUT_REASON: Record<string, (name: string) => string> = {
  timeout: (name) => `${name} does not answer in time`,
  network: (name) => `${name} cannot be reached`,
  unreadable: (name) => `${name} sends no JSON: a proxy, or a maintenance page?`,
  unexpected: (name) => `${name} says yes, but not in the way it documents`,
};

/**
 * What stands behind a code, in one line without a full stop, for lists: "12 runs: Zoom token lacks a scope".
 * No run is asked: its own message says more, and splits the codes that providers overload.
 */
export function causeOf(code: string): string {
  const own = entry(OWN_CAUSES, code);
  if (own !== undefined) return own;
  const [provider = '', ...parts] = code.split('.');
  if (!isProvider(provider)) return 'Something that the engine has no words for';
  const name = PROVIDER_NAMES[provider];
  const { byCode, byStatus } = CAUSES[provider];
  const [status = '', ...rest] = /^\d{3}$/.test(parts[0] ?? '') ? parts : ['', ...parts];
  const ownCode = rest.join('.');
  const isOutage = status.startsWith('5');
  const said = (isOutage ? undefined : entry(byCode, ownCode)) ?? byStatus[status];
  if (said !== undefined) return said;
  if (isOutage) return `${name} has a fault of its own (HTTP ${status})`;
  const without = entry(WITHOUT_REASON, ownCode);
  if (without) return without(name);
  return `${name} answers ${[status && `HTTP ${status}`, ownCode && `code ${ownCode}`].filter(Boolean).join(', ')}, which the engine does not know`;
}

const isProvider = (word: string): word is Provider => Object.hasOwn(PROVIDER_NAMES, word);

/** Codes come from outside: `constructor` is no entry. */
const entry = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Ends of codes that say nothing about a provider. */
const ENDS = ['cancelled', ...Object.keys(WITHOUT_REASON)];

/**
 * The code where the engine has words for it, else as much of it as is its own, and `other`: codes come from outside,
 * and a label of a figure must not take whatever comes.
 */
export function boundedCode(code: string): string {
  if (code === '' || Object.hasOwn(OWN_CAUSES, code)) return code;
  const [provider = '', ...parts] = code.split('.');
  if (!isProvider(provider)) return 'other';
  const hasStatus = /^[1-5]\d\d$/.test(parts[0] ?? '');
  const stem = hasStatus ? `${provider}.${parts[0]}` : provider;
  const own = parts.slice(hasStatus ? 1 : 0).join('.');
  // Zoom says the status again where it has no code.
  const isKnown =
    Object.hasOwn(CAUSES[provider].byCode, own) ||
    ENDS.includes(own) ||
    (hasStatus && own === parts[0]);
  return isKnown || (hasStatus && own === '') ? code : `${stem}.other`;
}
