import type { CloudflareCall, ProviderCall, ZoomCall } from '../../src/domain/provider';
import type { ProviderFailure, ProviderFailureKind } from '../../src/domain/provider-failure';
import type { OffboardingRequestInput } from '../../src/domain/request';
import type { Decision, RunState, StepState } from '../../src/domain/status';
import type { StepName } from '../../src/domain/steps';
import {
  CLOUDFLARE_CATALOGUE,
  type CloudflareFaultName,
} from '../../src/simulator/cloudflare/catalogue';
import type { CloudflareUserInput } from '../../src/simulator/cloudflare/users';
import { ZOOM_CATALOGUE, type ZoomFaultName } from '../../src/simulator/zoom/catalogue';
import type { ZoomUserInput } from '../../src/simulator/zoom/users';

export type FaultName = ZoomFaultName | CloudflareFaultName;

/** An answer that no catalogue has: what an unknown code, or a known one in another language, looks like. */
interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What goes wrong, as the simulators' script takes it. */
export interface Fault {
  call: ProviderCall;
  fault?: FaultName;
  respond?: Answer;
  times?: number | 'always';
  skip?: number;
  applied?: boolean;
  retryAfterSeconds?: number;
}

/** What must come of it, written by hand: it is the test's own reading of the fact sheets. */
export interface Expected {
  step: StepName;
  state: StepState;
  code?: string;
  attempts: number;
  /** How often the provider saw the call for this leaver, those of the sweep and of the verification included. */
  calls: number;
  /** Milliseconds that lie at least between a failed call and the next. */
  waits?: number;
  run: RunState;
  contained: boolean;
  /** Steps that wait for a person, with their codes and, where they are not the usual ones, the decisions. */
  needs: [StepName, string, Decision[]?][];
  passwordChanges?: number;
}

/** One row of the test's table: a fault, for a leaver like this, and what must come of it. */
export interface ErrorCase {
  name: string;
  /** The first is the one that the case is about. */
  faults: [Fault, ...Fault[]];
  /** The leaver is such that the simulator answers like this of its own accord: nothing is scripted. */
  natural: boolean;
  kind: ProviderFailureKind;
  /** The code that the client finds in an answer for which the catalogue names none. */
  readAs?: string;
  /** What the run is started with besides the e-mail. */
  request: Partial<OffboardingRequestInput>;
  zoomUser: Partial<ZoomUserInput>;
  /** `unknown`: Cloudflare has no such user. */
  cloudflareUser: Partial<CloudflareUserInput> | 'unknown';
  expected: Expected;
}

const ON_CLOUDFLARE = [
  'revokeUser',
  'findUser',
  'listActiveSessions',
  'updateSeats',
  'verifyToken',
];

export const isCloudflareCall = (call: ProviderCall): call is CloudflareCall =>
  ON_CLOUDFLARE.includes(call);
export const isZoomCall = (call: ProviderCall): call is ZoomCall => !isCloudflareCall(call);

const CATALOGUE = { ...ZOOM_CATALOGUE, ...CLOUDFLARE_CATALOGUE } as Record<
  FaultName,
  { status?: number; code?: number | string; message?: string }
>;

/** The failure that the engine's client makes of it, so far as the error policy decides on it. */
export function failureOf({
  faults: [{ call, fault, respond }],
  kind,
  readAs,
}: ErrorCase): ProviderFailure {
  const said = fault === undefined ? saidBy(respond) : CATALOGUE[fault];
  const answered = kind !== 'timeout' && kind !== 'network';
  const isNotRevoked = call === 'revokeUser' && kind === 'refused' && said.status === 200;
  const code = isNotRevoked ? 'notRevoked' : kind === 'refused' ? (readAs ?? said.code) : undefined;
  return {
    provider: isCloudflareCall(call) ? 'cloudflare' : 'zoom',
    call,
    kind,
    message: said.message ?? '',
    ...(answered && said.status !== undefined && { status: said.status }),
    ...(code !== undefined && { code: String(code) }),
  };
}

interface Said {
  status?: number;
  code?: number | string;
  message?: string;
}

/** Zoom's API, its OAuth server and Cloudflare each put it elsewhere. */
function saidBy(answer: Answer | undefined): Said {
  const body = Object(answer?.body) as Said & { errors?: Said[]; error?: string; reason?: string };
  const { code = body.error, message = body.reason } = body.errors?.[0] ?? body;
  return {
    ...(answer && { status: answer.status }),
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
  };
}
