/** What a simulator answers: already serialised, so that a fault can send what no JSON library would. */
export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The provider's own error code, for the request log. */
  readonly code?: number | string | undefined;
}

export const JSON_TYPE = 'application/json;charset=UTF-8';
export const HTML_TYPE = 'text/html; charset=UTF-8';

export function jsonReply(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(value) };
}

export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: '' };
}
