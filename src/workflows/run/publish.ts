import { defineSearchAttributeKey } from '@temporalio/common';
import {
  patched,
  setCurrentDetails,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { DRY_RUN, EMAIL_MEMO } from '../../domain/contract';
import { detailsOf } from '../../domain/details';
import { note } from '../../domain/run-evidence';
import { isSearchable } from '../../domain/run-start';
import { statusOf } from '../../domain/run-status';
import type { OffboardingStatus } from '../../domain/status';
import type { RunRecord } from '../../domain/run-record';
import { now } from './clock';

const STATE = defineSearchAttributeKey('OffboardingState', 'KEYWORD');
const BLOCKED_ON = defineSearchAttributeKey('OffboardingBlockedOn', 'KEYWORD_LIST');
const EMPLOYEE_ID = defineSearchAttributeKey('EmployeeId', 'KEYWORD');
const SOURCE = defineSearchAttributeKey('OffboardingSource', 'KEYWORD');
const EFFECTIVE_AT = defineSearchAttributeKey('OffboardingEffectiveAt', 'DATETIME');
const CONTAINED_AT = defineSearchAttributeKey('OffboardingContainedAt', 'DATETIME');

interface Published {
  state?: OffboardingStatus['state'];
  blockedOn: string;
  effectiveAt?: string;
  containedAt?: string;
}

/** Shows the run in the Web UI and its lists; to be called after every change, it sends only what changed. */
export function publisher(record: RunRecord): () => void {
  const shown: Published = { blockedOn: '' };
  return () => {
    const status = statusOf(record);
    setCurrentDetails(detailsOf(status, record));
    if (status.state !== shown.state) noteState(record, status);
    const isFirst = shown.state === undefined;
    if (isFirst) nameInLists(record);
    const changed = status.dryRun ? dryRunChanges(isFirst) : changes(record, status, shown);
    if (isFirst) changed.push(...strays(record, status, changed.length > 0));
    shown.state = status.state;
    if (changed.length > 0) upsertSearchAttributes(changed);
  };
}

/** Who starts in the Web UI can give no memo. */
function nameInLists({ request: { email } }: RunRecord): void {
  if (workflowInfo().memo?.[EMAIL_MEMO] === email) return;
  if (patched('email-memo')) upsertMemo({ [EMAIL_MEMO]: email });
}

/** A dry run takes no access away: it has a state of its own, so as not to count where states are counted. */
const dryRunChanges = (isFirst: boolean): Change =>
  isFirst && patched('dry-run-state') ? ([{ key: STATE, value: DRY_RUN }] as Change) : [];

/** The Web UI's start form may come filled in with another run's attributes: what is not this leaver's goes. */
function strays(
  { request }: RunRecord,
  { dryRun, needs, containedAt }: OffboardingStatus,
  hasState: boolean,
): Change {
  const { typedSearchAttributes: found } = workflowInfo();
  const own = new Map<unknown, unknown>([
    [EMPLOYEE_ID, request.employeeId],
    [SOURCE, request.source],
    [BLOCKED_ON, needs[0]],
    [STATE, hasState ? 'its own' : undefined],
    [EFFECTIVE_AT, dryRun ? request.effectiveAt : 'its own'],
    [CONTAINED_AT, dryRun ? undefined : containedAt],
  ]);
  const keys = [EMPLOYEE_ID, SOURCE, BLOCKED_ON, STATE, EFFECTIVE_AT, CONTAINED_AT] as const;
  return keys
    .filter((key) => own.get(key) === undefined && found.get(key as typeof STATE) !== undefined)
    .map((key) => ({ key, value: null })) as unknown as Change;
}

function noteState(record: RunRecord, { state }: OffboardingStatus): void {
  const { entries } = record;
  const before = [...entries].reverse().find((entry) => entry.kind === 'state');
  if (before?.kind !== 'state' || before.state !== state)
    note(record, { kind: 'state', at: now(), state });
}

type Change = Parameters<typeof upsertSearchAttributes>[0] & unknown[];

function changes(record: RunRecord, status: OffboardingStatus, shown: Published): Change {
  const changed: unknown[] = [];
  const blockedOn = [...new Set(status.needs.map(({ code }) => code))].sort();
  if (shown.state === undefined) {
    const { employeeId, source } = record.request;
    if (isSearchable(employeeId)) changed.push({ key: EMPLOYEE_ID, value: employeeId });
    if (source !== undefined) changed.push({ key: SOURCE, value: source });
  }
  if (status.state !== shown.state) changed.push({ key: STATE, value: status.state });
  if (blockedOn.join() !== shown.blockedOn) changed.push({ key: BLOCKED_ON, value: blockedOn });
  if (status.effectiveAt !== shown.effectiveAt)
    changed.push({ key: EFFECTIVE_AT, value: new Date(status.effectiveAt) });
  const { containedAt } = status;
  if (containedAt !== undefined && containedAt !== shown.containedAt && patched('contained-at')) {
    changed.push({ key: CONTAINED_AT, value: new Date(containedAt) });
    shown.containedAt = containedAt;
  }
  shown.blockedOn = blockedOn.join();
  shown.effectiveAt = status.effectiveAt;
  return changed as Change;
}
