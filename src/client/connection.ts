import {
  Connection,
  isGrpcServiceError,
  NamespaceNotFoundError,
  type ConnectionOptions,
  type WorkflowClientInterceptor,
} from '@temporalio/client';
import { UndecryptablePayload } from '../encryption/errors';
import type { Encryption } from '../encryption/payload-key';
import { OffboardingClientError, TemporalUnavailable, Undecryptable } from './errors';

/** How to reach Temporal, as `readTemporalConfig()` reads it. */
export interface TemporalSettings {
  address: string;
  namespace: string;
  connectionOptions: Pick<ConnectionOptions, 'address' | 'apiKey' | 'tls' | 'metadata'>;
  /** What goes to Temporal is encrypted; absent: it is not. */
  encryption?: Encryption;
  /** Of starts, signals, updates and queries: for traces. */
  interceptors?: WorkflowClientInterceptor[];
}

/** The number of a gRPC status (`@grpc/grpc-js` is not ours to import); absent for other errors. */
export function grpcCode(error: unknown): number | undefined {
  if (isGrpcServiceError(error)) return error.code;
  const cause = error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(cause) ? cause.code : undefined;
}

/** The server's own words. */
export function grpcDetails(error: unknown): string {
  if (isGrpcServiceError(error)) return error.details;
  const cause = error instanceof Error ? error.cause : undefined;
  return isGrpcServiceError(cause) ? cause.details : String(error);
}

export const GRPC = {
  CANCELLED: 1,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/** Temporal answers, but not to us, or not to anybody, as Temporal Cloud does for what it manages elsewhere. */
export const isForbidden = (error: unknown): boolean =>
  ([GRPC.PERMISSION_DENIED, GRPC.UNAUTHENTICATED, GRPC.UNIMPLEMENTED] as unknown[]).includes(
    grpcCode(error),
  );

const NO_ANSWER =
  'no answer. Is it running, is TEMPORAL_ADDRESS right, and do TEMPORAL_TLS and TEMPORAL_API_KEY fit it?';

/** Temporal did not answer in time. */
export const noAnswer = ({ address, namespace }: TemporalSettings): TemporalUnavailable =>
  new TemporalUnavailable(address, namespace, NO_ANSWER);

/** Temporal's error as ours; what is not about the connection stays as it is. */
export function translate(error: unknown, settings: TemporalSettings): unknown {
  if (error instanceof OffboardingClientError) return error;
  if (error instanceof UndecryptablePayload) return new Undecryptable(error.message);
  const { address, namespace } = settings;
  const unavailable = (why: string) => new TemporalUnavailable(address, namespace, why);
  if (error instanceof NamespaceNotFoundError)
    return unavailable('there is no such namespace. Is TEMPORAL_NAMESPACE right?');
  switch (grpcCode(error)) {
    case GRPC.UNAVAILABLE:
    case GRPC.DEADLINE_EXCEEDED:
      return noAnswer(settings);
    case GRPC.UNAUTHENTICATED:
    case GRPC.PERMISSION_DENIED:
      return unavailable(
        `it refuses us (${grpcDetails(error)}). Check TEMPORAL_API_KEY, the client certificate and their permissions.`,
      );
    default:
      return error;
  }
}

/**
 * @param connectTimeoutMs how long to try; the connection's own default of 10 s is long for a person.
 * @throws TemporalUnavailable
 */
export async function connectTemporal(
  settings: TemporalSettings,
  connectTimeoutMs = 5_000,
): Promise<Connection> {
  const connection = lazyConnection(settings, connectTimeoutMs);
  try {
    await connection.ensureConnected();
    return connection;
  } catch (error) {
    await connection.close();
    const known = translate(error, settings);
    if (known instanceof OffboardingClientError) throw known;
    throw noAnswer(settings);
  }
}

/** After an outage of an hour gRPC would wait two minutes more before it looks again. */
const channelArgs = { 'grpc.max_reconnect_backoff_ms': 2_000 };

/** A connection that is made with the first call. */
export const lazyConnection = (
  { connectionOptions }: TemporalSettings,
  connectTimeoutMs = 5_000,
): Connection =>
  Connection.lazy({ ...connectionOptions, connectTimeout: connectTimeoutMs, channelArgs });
