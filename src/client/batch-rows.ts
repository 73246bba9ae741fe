import { createHash, createHmac } from 'node:crypto';
import type { Leaver, LeaverAt } from '../domain/batch/schemas';
import type { Encryption } from '../encryption/payload-key';

/**
 * The same list of leavers is the same batch, wherever in the file they stand. With encryption on, nobody can find out
 * by trying names who is in it.
 */
export function batchIdOf(leavers: readonly Leaver[], encryption?: Encryption): string {
  const canonical = leavers.map(
    ({ email, employeeId, zoomUserId, effectiveAt, urgency, reason }) => [
      email,
      employeeId ?? null,
      zoomUserId ?? null,
      effectiveAt ?? null,
      urgency ?? null,
      reason ?? null,
    ],
  );
  const hash = encryption ? createHmac('sha256', encryption.idSecret) : createHash('sha256');
  const digest = hash.update(JSON.stringify(canonical)).digest('hex');
  return `offboard-batch-${digest.slice(0, 16)}`;
}

/** Well below the 2 MB that Temporal takes at a time, so that a history grows evenly. */
const MOST_BYTES = 200_000;
const MOST_ROWS = 500;

/** The next rows to send, from this index on, as `addLeavers` takes them. */
export function chunkFrom(leavers: readonly LeaverAt[], from: number) {
  const rows: (LeaverAt & { index: number })[] = [];
  let bytes = 0;
  for (const leaver of leavers.slice(from, from + MOST_ROWS)) {
    const row = { index: from + rows.length, ...leaver };
    bytes += Buffer.byteLength(JSON.stringify(row));
    if (rows.length > 0 && bytes > MOST_BYTES) break;
    rows.push(row);
  }
  return { rows, total: leavers.length, last: from + rows.length >= leavers.length };
}
