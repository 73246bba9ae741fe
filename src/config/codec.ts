import { z } from 'zod';
import type { PayloadKey } from '../encryption/payload-key';
import { checkPayloadKeys } from './encryption';
import { check, faultsIn, valueOf, type Checked, type Fault } from './faults';
import { listenHost, listenPort } from './listen';
import { readPair, tokenProblem } from './tokens';
import { checkWebUiUrl } from './web-ui';

// 8090 is the intake's, 8091 the worker's probes'.
const PORT = 8092;
const TOKEN = 'OFFBOARDING_CODEC_TOKEN';

/** Everything the codec server is told by its environment. */
export interface CodecConfig {
  /** Where it listens; port 0 takes any free one. */
  listen: { host: string; port: number };
  keys: readonly PayloadKey[];
  /** Who may have payloads decrypted: the newest first, and the one before it where it is still set. */
  tokens: string[];
  /** Whose pages in a browser may: `https://temporal.example.com`. */
  webUiOrigin: string;
}

const listenSchema = z
  .object({ CODEC_HOST: listenHost, CODEC_PORT: listenPort.default(PORT) })
  .transform(({ CODEC_HOST: host, CODEC_PORT: port }) => ({ host, port }));

function checkTokens(env: Record<string, string>): Checked<string[]> {
  const faults: Fault[] = [];
  const tokens = readPair(env, TOKEN, tokenProblem, faults);
  if (tokens.length === 0 && faults.length === 0)
    faults.push({ name: TOKEN, problem: 'must be set: who has it can read every payload' });
  return faults.length > 0 ? { faults } : { value: tokens };
}

const missing = (name: string, problem: string): Fault[] => [{ name, problem }];

export function checkCodec(env: Record<string, string>): Checked<CodecConfig> {
  const listen = check(listenSchema, env);
  const keys = checkPayloadKeys(env);
  const tokens = checkTokens(env);
  const webUi = checkWebUiUrl(env);
  const faults = [listen, keys, tokens, webUi].flatMap(faultsIn);
  if ('value' in keys && !keys.value)
    faults.push(...missing('OFFBOARDING_PAYLOAD_KEYS', 'must be set: nothing is encrypted'));
  if ('value' in webUi && webUi.value === undefined)
    faults.push(
      ...missing('OFFBOARDING_WEB_UI_URL', 'must be set: browsers may ask from its pages alone'),
    );
  if (faults.length > 0) return { faults };
  const { origin } = new URL(valueOf(webUi) ?? '');
  return {
    value: {
      ...{ listen: valueOf(listen), keys: valueOf(keys) ?? [] },
      ...{ tokens: valueOf(tokens), webUiOrigin: origin },
    },
  };
}
