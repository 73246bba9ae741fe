import { redactCredentials, redactSecrets } from '../providers/redact';

const MASK = '[redacted]';
/** Names of fields whose values are nobody's business, at any depth. */
const SECRET_NAME =
  /(?:passw(?:or)?d|pwd|secret|token|api[_-]?key|auth[_-]?key|private[_-]?key|authorization|credential|cookie)s?$|^headers$/i;
/** Also as a part of a URL. */
const ADDRESS =
  /(?:"[^"\n]{1,128}"|[\p{L}\p{N}.!#$&'*+/=?^_{|}~-]{1,128})(?:@|%40)[\p{L}\p{N}-]{1,64}(?:\.[\p{L}\p{N}-]{1,64})+/giu;
const LONGEST_TEXT = 8_000;
const MOST_ITEMS = 100;
const DEEPEST = 8;

/** Makes values fit for a log: without secrets, without anybody's e-mail address, and of a size that fits a line. */
export class Cleaner {
  /** @param secrets masked wherever they stand */
  constructor(private readonly secrets: readonly string[]) {}

  text(text: string): string {
    const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
    const clean = redactCredentials(redactSecrets(cut, this.secrets));
    return /@|%40/.test(clean) ? clean.replace(ADDRESS, '[e-mail]') : clean;
  }

  /** Plain data; an error becomes its type, message, stack and cause, all of them cleaned. */
  value(value: unknown): unknown {
    return this.clean(value, []);
  }

  private clean(value: unknown, within: readonly object[]): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'function' || typeof value === 'symbol') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (within.includes(value)) return '[circular]';
    if (within.length >= DEEPEST) return '[deeper]';
    const inside = [...within, value];
    if (value instanceof Error) return this.error(value, inside);
    if (Array.isArray(value))
      return value.slice(0, MOST_ITEMS).map((item) => this.clean(item, inside));
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if ('toJSON' in value && typeof value.toJSON === 'function')
      return this.clean((value.toJSON as () => unknown)(), inside);
    return this.fields(value, inside);
  }

  private fields(value: object, inside: readonly object[]): Record<string, unknown> {
    const entries = Object.entries(value).slice(0, MOST_ITEMS);
    return Object.fromEntries(
      entries.map(([name, field]) => [
        this.text(name),
        SECRET_NAME.test(name) && field !== undefined ? MASK : this.clean(field, inside),
      ]),
    );
  }

  /** Of its other fields the code only: the rest may be a request with its headers. */
  private error(error: Error, inside: readonly object[]): Record<string, unknown> {
    // Temporal's failures have their code as a type.
    const { code, type: failure } = error as { code?: unknown; type?: unknown };
    const said = code ?? failure;
    return {
      type: error.name,
      message: this.text(error.message),
      ...(typeof said === 'string' || typeof said === 'number'
        ? { code: this.clean(said, inside) }
        : {}),
      stack: this.text(error.stack ?? ''),
      ...(error.cause === undefined ? {} : { cause: this.clean(error.cause, inside) }),
    };
  }
}
