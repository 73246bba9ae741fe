import { z } from 'zod';
import { isLoopback } from './environment';
import { check, type Checked } from './faults';

/** Where spans go, by OpenTelemetry's own variables. */
export interface TracingConfig {
  /** The collector's address without `/v1/traces`, and without a slash at the end. */
  endpoint: string;
  /** Secrets, as a rule: what the collector knows us by. */
  headers: Record<string, string>;
  serviceName: string;
}

const endpoint = z
  .string()
  .superRefine((value, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', message });
    if (!URL.canParse(value)) return fault('must be a whole URL, such as http://localhost:4318');
    const { protocol, username, password, search, hash } = new URL(value);
    if (protocol !== 'https:' && protocol !== 'http:')
      return fault('must be a URL with http or https: OTLP over HTTP');
    if (username || password)
      return fault('must not hold a user name or password: use OTEL_EXPORTER_OTLP_HEADERS');
    if (search || hash) return fault('must not hold a query or a fragment');
  })
  .transform((value) => value.replace(/\/+$/, ''));

/** `name=value,name=value`, the values percent-encoded (W3C Baggage), as OpenTelemetry has it. */
const headers = z
  .string()
  .transform((text, context) => {
    const found: Record<string, string> = {};
    for (const pair of text.split(',')) {
      const [, name, value] = /^\s*([\w-]+)\s*=\s*([\x21-\x7e]+)\s*$/.exec(pair) ?? [];
      if (name === undefined || value === undefined) {
        context.addIssue({
          code: 'custom',
          message: 'must be name=value, with commas between several, and spaces as %20',
        });
        return z.NEVER;
      }
      found[name.toLowerCase()] = decoded(value);
    }
    return found;
  })
  .optional();

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const schema = z
  .object({
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.optional(),
    OTEL_EXPORTER_OTLP_HEADERS: headers,
    OTEL_SERVICE_NAME: z
      .string()
      .regex(/^[\w.-]{1,100}$/, 'must be letters, digits, ., - and _, 100 at the most')
      .optional(),
  })
  .superRefine((env, context) => {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_HEADERS: sent } = env;
    if (!url || !sent || !URL.canParse(url)) return;
    const { protocol, hostname } = new URL(url);
    if (protocol === 'https:' || isLoopback(hostname)) return;
    const message =
      'must use https where OTEL_EXPORTER_OTLP_HEADERS is set: they would travel in clear';
    context.addIssue({ code: 'custom', path: ['OTEL_EXPORTER_OTLP_ENDPOINT'], message });
  });

/**
 * Absent: nothing is traced.
 * @param service the name that spans carry where OTEL_SERVICE_NAME gives none
 */
export const checkTracing = (
  env: Record<string, string>,
  service: string,
): Checked<TracingConfig | undefined> =>
  check(
    schema.transform((read): TracingConfig | undefined => {
      const { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_HEADERS: sent = {} } = read;
      if (url === undefined) return undefined;
      return { endpoint: url, headers: sent, serviceName: read.OTEL_SERVICE_NAME ?? service };
    }),
    env,
  );
