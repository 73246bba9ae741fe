import { createHmac, randomUUID } from 'node:crypto';

export type WebhookSource = 'standard' | 'bamboohr' | 'hibob' | 'okta' | 'gusto' | 'merge';

interface SignOptions {
  /** When the sender says that it sent it; now, unless a test says otherwise. */
  at?: Date;
  /** The sender's id of the delivery, where it has one in a header. */
  id?: string;
}

type Headers = Record<string, string>;

/** A secret such as each sender makes. */
export const EXAMPLE_SECRETS: Record<WebhookSource, string> = {
  standard: `whsec_${Buffer.from('a key of thirty-two bytes, no 1.').toString('base64')}`,
  bamboohr: 'b6f0a9c1d2e34f5061728394a5b6c7d8',
  hibob: 'bob-secret-3f6c0d1e7a',
  okta: 'Bearer okta-hook-5c1f2e',
  gusto: '6590f590-3dba-495e-9bea-c361e1e2efc0',
  merge: 'merge-signature-key-51bb',
};

const hmac = (algorithm: string, key: string | Buffer, ...parts: (string | Buffer)[]): Buffer => {
  const made = createHmac(algorithm, key);
  for (const part of parts) made.update(part);
  return made.digest();
};

const unixSeconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));

const SIGNERS: Record<
  WebhookSource,
  (body: Buffer, secret: string, at: Date, id: string) => Headers
> = {
  standard(body, secret, at, id) {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const timestamp = unixSeconds(at);
    const signature = hmac('sha256', key, `${id}.${timestamp}.`, body).toString('base64');
    return {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
  },
  bamboohr(body, secret, at) {
    const timestamp = unixSeconds(at);
    return {
      'x-bamboohr-timestamp': timestamp,
      'x-bamboohr-signature': hmac('sha256', secret, body, timestamp).toString('hex'),
    };
  },
  hibob: (body, secret) => ({
    'bob-signature': hmac('sha512', secret, body).toString('base64'),
  }),
  okta: (_body, secret) => ({ authorization: secret }),
  gusto: (body, secret) => ({
    'x-gusto-signature': hmac('sha256', secret, body).toString('hex'),
  }),
  // As Python's urlsafe_b64encode writes it: with padding.
  merge: (body, secret) => ({
    'x-merge-webhook-signature': hmac('sha256', secret, body)
      .toString('base64')
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  }),
};

/** The headers with which this sender would send these very bytes, names in lower case. Shares no code with the intake. */
export function signAs(
  source: WebhookSource,
  body: string | Buffer,
  secret: string,
  { at = new Date(), id = `msg_${randomUUID()}` }: SignOptions = {},
): Headers {
  return {
    'content-type': 'application/json',
    ...SIGNERS[source](Buffer.from(body), secret, at, id),
  };
}
