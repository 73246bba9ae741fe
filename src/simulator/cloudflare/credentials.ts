/** What a client needs: the token, or the e-mail with the global key; and the account's or the zone's id. */
export interface CloudflareCredentials {
  readonly apiToken: string;
  readonly accountId: string;
  readonly zoneId: string;
  readonly email: string;
  readonly apiKey: string;
}

/** Made up, and the same at every start, so that a worker's configuration stays true. */
export const SIMULATED_CLOUDFLARE_CREDENTIALS: CloudflareCredentials = {
  apiToken: 'simulated-cloudflare-api-token-000000001',
  accountId: '51a0c1a551f1ed0000000000000acc01',
  zoneId: '51a0c1a551f1ed00000000000000e201',
  email: 'it-admin@example.com',
  apiKey: '51a0c1a551f1ed00000000000000000000ce1',
};
