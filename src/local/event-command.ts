/**
 * A line for the shell that sends an HR event as Standard Webhooks want it: signed when it is run, since a signature
 * is good for five minutes.
 * @param secret `whsec_` and the key in base64; of a demonstration, for it stands in the line
 */
export function eventCommand(intakeUrl: string, secret: string, email: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64').toString('hex');
  const body = JSON.stringify({
    type: 'employee.terminated',
    data: { email, reason: 'HR said so' },
  });
  const sign = `openssl dgst -sha256 -mac HMAC -macopt hexkey:${key} -binary | openssl base64`;
  return [
    `t=$(date +%s) b='${body}'`,
    `s=$(printf %s "msg_$t.$t.$b" | ${sign})`,
    `curl -s ${intakeUrl}/webhooks/standard -d "$b" -H "webhook-id: msg_$t" -H "webhook-timestamp: $t" -H "webhook-signature: v1,$s"`,
  ].join('; ');
}
