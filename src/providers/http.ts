import type { Readable } from 'node:stream';
import type { Provider, ProviderCall, ProviderExchange } from '../domain/provider';
import { failureCode, type ProviderFailure } from '../domain/provider-failure';
import { isObject, textOf, type Fault, type HttpAnswer, type Reader, type Reading } from './answer';
import { ProviderCallCancelled, startDeadline } from './cancellation';
import { ProviderError } from './provider-error';
import { redactSecrets, redactText } from './redact';
import { AnswerTooLarge, createTransport, readText } from './transport';

const DEFAULT_TIMEOUT_MS = 10_000;

/** What a caller hands to every call. */
export interface CallContext {
  /** Aborting it ends the call, also one that still waits for its turn or for a token. */
  signal?: AbortSignal;
  /** Told of every exchange that left this machine, good, bad or cut off, before the call settles. */
  record?: (exchange: ProviderExchange) => void;
  /** May be refused unsent, where the provider's client must be sparing with its calls. */
  givesWay?: true;
}

/** A call that is about to leave. Holds no path, for paths hold people. */
export interface StartedCall {
  provider: Provider;
  call: ProviderCall;
  method: string;
}

/** Watches every call of a client, for figures and traces; told of the exchange when the call has ended. */
export type CallObserver = (call: StartedCall) => (exchange: ProviderExchange) => void;

export interface HttpSettings {
  provider: Provider;
  /** What every path is appended to. */
  baseUrl: string;
  /** For one call, from the name look-up to the last byte; default 10,000. */
  timeoutMs?: number | undefined;
  /** The response header, in lower case, that names the request at the provider. */
  requestIdHeader: string;
  /** The response header, in lower case, that says what is wrong, where the body does not. */
  messageHeader?: string;
  /** Kept out of every error and exchange. */
  secrets: string[];
  observe?: CallObserver | undefined;
}

export interface HttpCall<T> {
  call: ProviderCall;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Built with `path`; empty for the base URL itself. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON; a `form` is sent as such. */
  json?: unknown;
  form?: Record<string, string>;
  /** Of this call only, on top of the client's. */
  secrets?: string[];
  read: Reader<T>;
  /** Told of the answer's headers as soon as they are there; not called where no answer came. */
  heard?: (header: (name: string) => string | undefined) => void;
}

export interface HttpClient {
  /** One try. @throws ProviderError, or ProviderCallCancelled where the context's signal ended it. */
  send<T>(call: HttpCall<T>, context: CallContext): Promise<T>;
}

/** The HTTP client of one provider: no retries, no redirects, every failure a redacted ProviderError. */
export function createHttpClient(settings: HttpSettings): HttpClient {
  const { provider, requestIdHeader, messageHeader, observe } = settings;
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = settings;
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');
  const transport = createTransport(baseUrl);

  async function send<T>(call: HttpCall<T>, { signal, record }: CallContext): Promise<T> {
    if (signal?.aborted) throw new ProviderCallCancelled();
    const secrets = [...settings.secrets, ...(call.secrets ?? [])];
    const at = new Date().toISOString();
    const exchange: ProviderExchange = { provider, call: call.call, at, durationMs: 0 };
    const ended = observe?.({ provider, call: call.call, method: call.method });
    const tell = (told: ProviderExchange) => {
      ended?.(told);
      record?.(told);
    };
    const started = performance.now();
    const deadline = startDeadline(timeoutMs, signal);
    let status: number | undefined;
    let retryAfter: string | undefined;
    let outcome: { answer: HttpAnswer } | { fault: Fault };
    try {
      const response = await transport.request<Readable>({
        method: call.method,
        url: baseUrl + call.path + (call.query ? `?${encodeForm(call.query)}` : ''),
        ...payload(call),
        signal: deadline.signal,
      });
      status = response.status;
      call.heard?.((name) => headerText(response.headers[name], secrets));
      const requestId = headerText(response.headers[requestIdHeader], secrets);
      if (requestId !== undefined) exchange.requestId = requestId;
      retryAfter = headerText(response.headers['retry-after'], secrets);
      const said = messageHeader && textOf(response.headers[messageHeader]);
      const text = await readText(response.data);
      outcome = { answer: { status, text, ...(said && { said }) } };
    } catch (error) {
      outcome = { fault: faultOf(error, deadline.cause() === 'timeout' ? timeoutMs : undefined) };
    } finally {
      deadline.stop();
      exchange.durationMs = Math.round(performance.now() - started);
    }

    if ('fault' in outcome && deadline.cause() === 'cancelled') {
      tell({ ...exchange, code: `${provider}.cancelled` });
      throw new ProviderCallCancelled();
    }
    const reading: Reading<T> = 'fault' in outcome ? outcome : call.read(outcome.answer);
    if (status !== undefined && isAnswer(reading)) exchange.status = status;
    if ('value' in reading) {
      tell(exchange);
      return reading.value;
    }
    const failure = failureOf(exchange, reading.fault, retryAfter, secrets);
    tell({ ...exchange, code: failureCode(failure) });
    throw new ProviderError(failure);
  }

  return { send };
}

/** The status of an answer that never came whole proves nothing. */
const isAnswer = (reading: Reading<unknown>): boolean =>
  'value' in reading || (reading.fault.kind !== 'timeout' && reading.fault.kind !== 'network');

function failureOf(
  { provider, call, status, requestId }: ProviderExchange,
  { kind, code, message }: Fault,
  retryAfter: string | undefined,
  secrets: readonly string[],
): ProviderFailure {
  return {
    provider,
    call,
    kind,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code: redactSecrets(code, secrets) }),
    message: redactText(message, secrets),
    ...(requestId !== undefined && { requestId }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

const encodeForm = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

function payload({ json, form, headers }: HttpCall<unknown>) {
  if (json !== undefined) {
    return {
      data: JSON.stringify(json),
      headers: { ...headers, 'Content-Type': 'application/json' },
    };
  }
  if (form === undefined) return { headers: headers ?? {} };
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return { data: encodeForm(form), headers: { ...headers, ...type } };
}

/** Printable and short, or absent: a header is evidence, not a place to carry things. */
function headerText(value: unknown, secrets: readonly string[]): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const clean = redactSecrets(value.trim(), secrets).slice(0, 128);
  return clean.replace(/[^\x20-\x7e]/g, '?');
}

/** Of the error only its code is used: the error itself holds the request with its headers and body. */
function faultOf(error: unknown, timedOutAfterMs: number | undefined): Fault {
  if (timedOutAfterMs !== undefined) {
    return { kind: 'timeout', message: `No whole answer within ${timedOutAfterMs} ms.` };
  }
  if (error instanceof AnswerTooLarge) {
    return { kind: 'unreadable', message: 'The answer is larger than a megabyte.' };
  }
  const found = isObject(error) ? String(error.code) : '';
  const code = /^[A-Z][A-Z0-9_]{1,60}$/.test(found) ? found : 'no error code';
  if (/^(?:Z_|ERR__)/.test(code)) {
    return { kind: 'unreadable', message: `The answer could not be decompressed (${code}).` };
  }
  return { kind: 'network', message: `The connection failed or broke (${code}).` };
}
