import type { MessageEntry, OffboardingReport, ReportEntry } from '../report';
import { DRY_RUN } from '../contract';
import { DRY_RUN_SUFFIX } from '../run-start';
import type { OffboardingStatus, RunState, StepState } from '../status';
import type { StepName } from '../steps';

/** Who said it, when and why; `by` is absent where nobody gave a name. */
interface Answer {
  at: string;
  by?: string;
  reason?: string;
}

/** A run of a period: what an auditor asks first. Times are ISO 8601, UTC. */
export interface AuditRow {
  workflowId: string;
  runId: string;
  email?: string;
  employeeId?: string;
  source?: string;
  requestedBy?: string;
  effectiveAt?: string;
  startedAt?: string;
  containedAt?: string;
  secondsToContained?: number;
  finishedAt?: string;
  /** A run's own states, or how Temporal ended it; absent: no worker has seen it yet. */
  state?: string;
  dryRun?: true;
  /** Of a dry run that has ended: what a real run would come to; absent where reading could not tell. */
  wouldBe?: RunState;
  skipped: StepName[];
  notApplicable: StepName[];
  /** Who decided what about which step, and why. */
  decisions: { at: string; by: string; decision: string; step: StepName; reason: string }[];
  /** Who let it go, and who took it back, a person or HR, as far as the run took it. */
  released: Answer[];
  rescinded: Answer[];
  /** The codes with which it waits for a person, each with its step where it is about one. */
  openNeeds: string[];
  /** Where the row comes from: a run whose evidence cannot be read may still have a result, or a place in a list. */
  readFrom: 'evidence' | 'result' | 'list';
  /** Why the evidence could not be read: what the row then lacks is not known. */
  unread?: string;
}

/** What Temporal's list says of a run, whether or not anybody else says more. */
export interface ListedRun extends Pick<
  AuditRow,
  | 'workflowId'
  | 'runId'
  | 'email'
  | 'employeeId'
  | 'source'
  | 'effectiveAt'
  | 'containedAt'
  | 'state'
> {
  blockedOn: readonly string[];
  /** Temporal ended the run before its end. */
  isCutOff: boolean;
}

export function auditRowOf(listed: ListedRun, { request, status, entries }: OffboardingReport) {
  const { requestedBy, source } = request;
  const row: AuditRow = {
    ...rowOfStatus(listed, status),
    readFrom: 'evidence',
    ...(requestedBy === undefined ? {} : { requestedBy }),
    ...(source === undefined ? {} : { source }),
    decisions: entries.flatMap(decisionOf),
    released: entries.flatMap(answersBy('release')),
    rescinded: entries.flatMap(answersBy('rescind')),
  };
  return row;
}

/** Without the evidence: as much as the run's result tells, or its place in the list. */
export function unreadRow(listed: ListedRun, unread: string, result?: OffboardingStatus): AuditRow {
  return result
    ? { ...rowOfStatus(listed, result), readFrom: 'result', unread }
    : { ...rowOfList(listed), unread };
}

function rowOfList({ blockedOn, isCutOff: _isCutOff, ...listed }: ListedRun): AuditRow {
  return {
    ...listed,
    ...(listed.state === DRY_RUN || listed.workflowId.endsWith(DRY_RUN_SUFFIX)
      ? { dryRun: true as const }
      : {}),
    ...{
      readFrom: 'list',
      skipped: [],
      notApplicable: [],
      decisions: [],
      released: [],
      rescinded: [],
      openNeeds: [...blockedOn],
    },
  };
}

function rowOfStatus(listed: ListedRun, status: OffboardingStatus): AuditRow {
  const { email, employeeId, effectiveAt, startedAt, containedAt, finishedAt, dryRun, wouldBe } =
    status;
  const inState = (state: StepState) =>
    status.steps.filter((step) => step.state === state).map(({ step }) => step);
  const known = { employeeId, startedAt, containedAt, finishedAt, dryRun, wouldBe };
  return {
    ...rowOfList(listed),
    email,
    effectiveAt,
    ...(Object.fromEntries(
      Object.entries(known).filter(([, value]) => value !== undefined),
    ) as Partial<AuditRow>),
    ...(startedAt !== undefined && containedAt !== undefined
      ? { secondsToContained: (Date.parse(containedAt) - Date.parse(startedAt)) / 1_000 }
      : {}),
    // What was cut off reads as if it went on.
    state: listed.isCutOff && listed.state !== undefined ? listed.state : status.state,
    skipped: inState('skipped'),
    notApplicable: inState('notApplicable'),
    openNeeds: status.needs.map(({ step, code }) => [step, code].filter(Boolean).join(' ')),
  };
}

const answersBy =
  (name: MessageEntry['message']) =>
  (entry: ReportEntry): Answer[] => {
    if (entry.kind !== 'message' || entry.message !== name || entry.refused !== undefined)
      return [];
    const { at, by, reason } = entry;
    return [{ at, ...(by !== undefined && { by }), ...(reason !== undefined && { reason }) }];
  };

function decisionOf(entry: ReportEntry): AuditRow['decisions'] {
  if (entry.kind !== 'decision') return [];
  const { at, by, decision, step, reason } = entry;
  return [{ at, by, decision, step, reason }];
}
