import { startServer, type TestServer } from '../support/http-server';

/** A span as OTLP has it in JSON, of what a test looks at. */
export interface SeenSpan {
  service: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Record<string, unknown>;
  status: { code?: number; message?: string };
  events: { name: string; attributes: Record<string, unknown> }[];
}

interface OtlpValue {
  stringValue?: string;
  intValue?: number;
}
interface OtlpAttribute {
  key: string;
  value: OtlpValue;
}
interface OtlpSpan extends Omit<SeenSpan, 'service' | 'attributes' | 'events'> {
  attributes: OtlpAttribute[];
  events?: { name: string; attributes: OtlpAttribute[] }[];
}
interface OtlpBody {
  resourceSpans: {
    resource: { attributes: OtlpAttribute[] };
    scopeSpans: { spans: OtlpSpan[] }[];
  }[];
}

const plain = (attributes: OtlpAttribute[]): Record<string, unknown> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value]),
  );

/** A real receiver of OTLP over HTTP; takes everything. */
export class Collector {
  private constructor(readonly server: TestServer) {}

  static async start(): Promise<Collector> {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    });
    return new Collector(server);
  }

  /** All that came, as it was on the wire. */
  get wire(): string {
    return this.server.requests.map(({ body }) => body).join('\n');
  }

  get spans(): SeenSpan[] {
    return this.server.requests.flatMap(({ body }) =>
      (JSON.parse(body) as OtlpBody).resourceSpans.flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) =>
          spans.map((span) => ({
            ...span,
            service: String(plain(resource.attributes)['service.name']),
            attributes: plain(span.attributes),
            events: (span.events ?? []).map(({ name, attributes }) => ({
              name,
              attributes: plain(attributes),
            })),
          })),
        ),
      ),
    );
  }
}
