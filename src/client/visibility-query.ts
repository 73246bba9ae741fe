import { DRY_RUN, HR_EVENTS_WORKFLOW_TYPE, WORKFLOW_TYPE } from '../domain/contract';
import { instantSchema } from '../domain/request';
import { isFinal, RUN_STATES, type RunState } from '../domain/status';
import { InvalidRequest, type FieldFault } from './errors';

/** How a run is cut off that cannot say so itself, with Temporal's word for it. */
export const CUT_OFF = {
  failed: 'Failed',
  terminated: 'Terminated',
  timedOut: 'TimedOut',
} as const;
export type CutOff = keyof typeof CUT_OFF;

/** What lists can be asked for: a run's own states, the ways to be cut off, and dry runs, whatever their end. */
export const LISTED_STATES = [
  ...RUN_STATES,
  ...(Object.keys(CUT_OFF) as CutOff[]),
  DRY_RUN,
] as const;
export type ListedState = RunState | CutOff | typeof DRY_RUN;

/** Which runs; absent: whichever. All that is given must hold. */
export interface RunFilter {
  /** One of these. */
  states?: readonly string[];
  /** The code with which they wait for a person. */
  blockedOn?: string;
  source?: string;
  employeeId?: string;
  /** From this instant on; ISO 8601 with offset, as are the others. */
  effectiveFrom?: string;
  /** Before this instant. */
  effectiveBefore?: string;
  /** Only runs under way, and those that ended at this instant or later. */
  notEndedBefore?: string;
  /** True: only runs under way; false: only those that ended. */
  underWay?: boolean;
  /** From this instant on. What is under way never is. */
  endedFrom?: string;
  /** True: only those whose leavers may still get in. */
  notContained?: true;
  /** True: only offboardings that no worker has given a state yet. */
  stateless?: true;
}

/** Stores for searches disagree on how to escape these. */
const UNQUOTABLE = /["'\\]/;

const instant = instantSchema();
const isInstant = (text: string | undefined): boolean =>
  text === undefined || instant.safeParse(text).success;

function faultsOf(filter: RunFilter): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const field of ['blockedOn', 'source', 'employeeId'] as const)
    if (UNQUOTABLE.test(filter[field] ?? ''))
      faults.push({ field, problem: 'must not hold quotes or backslashes' });
  for (const state of filter.states ?? [])
    if (!(LISTED_STATES as readonly string[]).includes(state))
      faults.push({ field: 'state', problem: `must be one of ${LISTED_STATES.join(', ')}` });
  for (const field of ['effectiveFrom', 'effectiveBefore', 'endedFrom', 'notEndedBefore'] as const)
    if (!isInstant(filter[field]))
      faults.push({ field, problem: 'must be an ISO 8601 instant with offset' });
  return faults;
}

/** Paused ones too, which Temporal gives a status of their own. */
const UNDER_WAY = 'CloseTime IS NULL';

const quoted = (text: string): string => `"${text}"`;
const anyOf = (name: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [`${name} IN (${values.map(quoted).join(', ')})`];

/** What was cut off keeps the state it was in: only what runs is scheduled, held, running, contained or blocked. */
function inStates(states: readonly string[]): string {
  const stays = (state: string) => isFinal(state as RunState) || state === DRY_RUN;
  const open = states.filter((state) => !stays(state) && !(state in CUT_OFF));
  const final = states.filter(stays);
  const cutOff: string[] = states.flatMap((state) =>
    state in CUT_OFF ? [CUT_OFF[state as CutOff]] : [],
  );
  // Cancelled before it could write its record, as HR's events are.
  if (states.includes('cancelled')) cutOff.push('Canceled');
  const either = [
    ...anyOf('OffboardingState', open).map((one) => `(${one} AND ${UNDER_WAY})`),
    ...anyOf('OffboardingState', final),
    ...anyOf('ExecutionStatus', cutOff),
  ];
  return `(${either.join(' OR ')})`;
}

/**
 * The filter in the words of Temporal's list filters. A run that continued as new is told of by its newest part.
 * @throws InvalidRequest
 */
export function visibilityQuery(filter: RunFilter): string {
  const faults = faultsOf(filter);
  if (faults.length > 0) throw new InvalidRequest(faults);
  const { states, source, employeeId, notEndedBefore, underWay, stateless } = filter;
  const utc = (text: string | undefined) => text && instant.parse(text);
  const compare = (name: string, operator: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`${name} ${operator} ${quoted(value)}`];
  return [
    ...anyOf('WorkflowType', [WORKFLOW_TYPE, HR_EVENTS_WORKFLOW_TYPE]),
    'ExecutionStatus != "ContinuedAsNew"',
    ...(states && states.length > 0 ? [inStates(states)] : []),
    ...compare('OffboardingBlockedOn', '=', filter.blockedOn),
    ...compare('OffboardingSource', '=', source),
    ...compare('EmployeeId', '=', employeeId),
    ...compare('OffboardingEffectiveAt', '>=', utc(filter.effectiveFrom)),
    ...compare('OffboardingEffectiveAt', '<', utc(filter.effectiveBefore)),
    ...(notEndedBefore === undefined
      ? []
      : [`(${UNDER_WAY} OR CloseTime >= "${utc(notEndedBefore)}")`]),
    ...compare('CloseTime', '>=', utc(filter.endedFrom)),
    ...(stateless ? [`WorkflowType = ${quoted(WORKFLOW_TYPE)}`, 'OffboardingState IS NULL'] : []),
    ...(filter.notContained ? ['OffboardingContainedAt IS NULL'] : []),
    ...(underWay === undefined ? [] : [underWay ? UNDER_WAY : 'CloseTime IS NOT NULL']),
  ].join(' AND ');
}
