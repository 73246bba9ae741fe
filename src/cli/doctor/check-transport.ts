import type { TemporalSettings } from '../../client/connection';
import { isLoopback } from '../../config/environment';
import { ok, type Finding } from './finding';

const ACCESS = 'Temporal access';
const PAYLOADS = 'Payload encryption';
const MEND =
  'Set TEMPORAL_TLS_* and a client certificate or TEMPORAL_API_KEY; or let nobody but the engine reach that network.';

/** Whether the way to Temporal is encrypted, and whether Temporal asks who comes. By the settings alone. */
export function transportFinding({ address, connectionOptions }: TemporalSettings): Finding {
  const { tls, apiKey } = connectionOptions;
  const knowsUs = Boolean(apiKey) || (typeof tls === 'object' && Boolean(tls?.clientCertPair));
  if (tls && knowsUs) return ok(ACCESS, 'encrypted, and we sign in');
  if (isLoopback(address.replace(/:\d+$/, ''))) return ok(ACCESS, 'on this machine only');
  const detail = tls
    ? `encrypted, but we do not sign in: does ${address} let anybody in?`
    : `nothing is encrypted on the way to ${address}, and nobody signs in`;
  return { check: ACCESS, state: 'warning', detail, mend: MEND };
}

/** Whether Temporal is given what it keeps to read. By the settings alone. */
export function payloadFinding({ encryption }: TemporalSettings): Finding {
  const [newest, ...older] = encryption?.keys ?? [];
  if (!newest) return ok(PAYLOADS, 'off: who may read Temporal reads who left and why');
  const read = older.length > 0 ? `, ${older.map(({ id }) => id).join(', ')} read beside it` : '';
  return ok(PAYLOADS, `the key ${newest.id} writes${read}`);
}
