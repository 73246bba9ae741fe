import type { Encryption } from '../../../src/encryption/payload-key';
import type { Simulators } from '../../../src/simulator';
import { EXAMPLE_SECRETS } from '../../support/webhooks';

export const API_TOKEN = 'chaos-api-token-of-16-and-more';

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

/** The secrets that the engine was configured with, each with what it is. */
export function ownSecrets(
  { zoom, cloudflare }: Simulators,
  encryption: Encryption | undefined,
): [secret: string, kind: string][] {
  const { clientId, clientSecret } = zoom.credentials;
  return [
    [clientSecret, 'client secret'],
    [base64(`${clientId}:${clientSecret}`), 'Basic value'],
    [cloudflare.credentials.apiToken, 'Cloudflare token'],
    [EXAMPLE_SECRETS.standard, 'webhook secret'],
    [API_TOKEN, 'intake token'],
    ...(encryption?.keys ?? []).map(({ key }): [string, string] => [base64(key), 'payload key']),
    ...(encryption ? [[base64(encryption.idSecret), 'id secret'] as [string, string]] : []),
  ];
}
