import type { TemporalSettings } from '../../client/connection';
import { ok, type Finding } from './finding';

const RETENTION = 'Evidence';
const DAY = 86_400;
/** Days after which an auditor's question about the half-year before can no longer be answered. */
const SHORT = 180;

/** @param seconds how long Temporal keeps ended runs in the namespace, and with them the evidence */
export function retentionFinding(seconds: number, { namespace }: TemporalSettings): Finding {
  const days = Math.floor(seconds / DAY);
  const detail = `Temporal keeps ended runs for ${days} day${days === 1 ? '' : 's'}`;
  if (days >= SHORT) return ok(RETENTION, detail);
  return {
    check: RETENTION,
    state: 'warning',
    detail,
    mend: `Reports of older runs are gone: temporal operator namespace update --namespace ${namespace} --retention 400d, or write them to files before (npx offboard report <id> --html --output <file>).`,
  };
}
