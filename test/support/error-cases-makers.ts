import type { ProviderCall } from '../../src/domain/provider';
import type { StepName } from '../../src/domain/steps';
import type { ErrorCase, Expected, Fault, FaultName } from './error-cases';

/** The step whose work a call is. */
const STEPS: Partial<Record<ProviderCall, StepName>> = {
  revokeUser: 'revokeZeroTrustTokens',
  revokeToken: 'revokeZoomSsoToken',
  getUser: 'readZoomUser',
  updateStatus: 'deactivateZoomUser',
  updatePassword: 'rotateZoomPassword',
  getSecuritySettings: 'rotateZoomPassword',
  findUser: 'verifyAccessRemoved',
  listActiveSessions: 'verifyAccessRemoved',
  listLiveMeetings: 'endLiveZoomMeetings',
  endMeeting: 'endLiveZoomMeetings',
  updateSeats: 'freeZeroTrustSeat',
  unassignRole: 'withdrawZoomRole',
  assignRole: 'restoreZoomRole',
};

/** A run that goes through makes these once more: its sweep both revokes, its verification the look at Zoom. */
const AGAIN: ProviderCall[] = ['revokeUser', 'revokeToken', 'getUser'];
/** While these are open, access is not contained. */
const CONTAINING: ProviderCall[] = ['revokeUser', 'revokeToken', 'updateStatus'];

type More = Partial<Omit<ErrorCase, 'expected' | 'faults'>> &
  Partial<Expected> &
  Partial<Omit<Fault, 'call' | 'fault'>> & {
    /** Faults that come before the one that the case is about. */
    before?: Fault[];
  };

/** A catalogue's fault or an answer of one's own, and, in `more`, whatever is not as the maker has it. */
type Make<Rest extends unknown[] = []> = (
  call: ProviderCall,
  what: FaultName | Fault['respond'],
  ...rest: [...Rest, more?: More]
) => ErrorCase;

/** A person is asked after one call, and the call is not made again. */
export const escalated: Make<[code: string]> = (call, what, code, more) =>
  make(call, what, { state: 'blocked', code, attempts: 1, calls: 1, times: 'always' }, more);

/** Fails once, and the next try succeeds. */
export const retried: Make = (call, what, more) =>
  make(call, what, { state: 'done', attempts: 2, calls: goingThrough(call, 2), times: 1 }, more);

/** Fails for ever: three tries, as the policy of these tests has it, then a person is asked. */
export const exhausted: Make<[code: string]> = (call, what, code, more) =>
  make(call, what, { state: 'blocked', code, attempts: 3, calls: 3, times: 'always' }, more);

/** There is nothing there to do, and so nothing that a sweep would do again. */
export const absent: Make<[code: string]> = (call, what, code, more) =>
  make(call, what, { state: 'notApplicable', code, attempts: 1, calls: 1, times: 'always' }, more);

/** Mended within the first try: another password, or a new token. */
export const mended: Make<[failures: number]> = (call, what, failures, more) =>
  make(
    call,
    what,
    { state: 'done', attempts: 1, calls: goingThrough(call, failures + 1), times: failures },
    more,
  );

/** Still waits for the moment that the provider names, or the row. */
export const waiting: Make<[code: string, waits: number]> = (call, what, code, waits, more) =>
  make(
    call,
    what,
    { state: 'retrying', code, waits, attempts: 1, calls: 1, times: 'always', run: 'running' },
    more,
  );

/** Not sent at all, and still waits for the moment when it will be. */
export const putOff = (call: ProviderCall, code: string, readAs: string): ErrorCase =>
  make(
    call,
    undefined,
    { state: 'retrying', code, attempts: 1, calls: 0, run: 'contained' },
    { name: `${call} is put off`, natural: true, readAs },
  );

const goingThrough = (call: ProviderCall, calls: number): number =>
  calls + (AGAIN.includes(call) ? 1 : 0);

type Outcome = Pick<Expected, 'state' | 'attempts' | 'calls' | 'code'> & More;

function make(
  call: ProviderCall,
  what: FaultName | Fault['respond'],
  outcome: Outcome,
  more: More = {},
): ErrorCase {
  const all = { ...outcome, ...more };
  const step = all.step ?? STEPS[call] ?? 'readZoomUser';
  const { state, code = '', before = [] } = all;
  const isOpen = state === 'blocked' || state === 'retrying';
  return {
    name: titleOf(call, what, all),
    natural: false,
    kind: 'refused',
    request: {},
    zoomUser: {},
    cloudflareUser: {},
    ...pick(all, 'name', 'natural', 'kind', 'readAs', 'request', 'zoomUser', 'cloudflareUser'),
    faults: [
      {
        call,
        ...(typeof what === 'string' ? { fault: what } : what && { respond: what }),
        ...pick(all, 'times', 'skip', 'applied', 'retryAfterSeconds'),
      },
      ...before,
    ],
    expected: {
      step,
      run: isOpen ? 'blocked' : 'completed',
      contained: !(isOpen && CONTAINING.includes(call)),
      needs: state === 'blocked' ? [[step, code]] : [],
      ...pick(all, 'state', 'code', 'attempts', 'calls', 'waits'),
      ...pick(all, 'run', 'contained', 'needs', 'passwordChanges'),
    },
  };
}

function titleOf(
  call: ProviderCall,
  what: FaultName | Fault['respond'],
  { times, applied }: More,
): string {
  const said =
    typeof what === 'object' ? `answers ${what.status} ${JSON.stringify(what.body)}` : what;
  return [call, said, times === 1 && 'once', applied && 'after its effect']
    .filter(Boolean)
    .join(' ');
}

/** The fields that are there. */
const pick = <T extends object, K extends keyof T>(from: T, ...keys: K[]): Pick<T, K> =>
  Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]])) as Pick<
    T,
    K
  >;
