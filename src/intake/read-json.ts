import { IntakeError } from './errors';

const notJson = (message: string) => new IntakeError(400, 'not_json', message);

/**
 * The JSON in a body, whatever its content type says. A byte order mark before it is passed over.
 * @throws IntakeError 400
 */
export function readJson(rawBody: Buffer): unknown {
  const text = decode(rawBody);
  if (text.trim() === '') throw notJson('The body is empty: send the event as JSON.');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own words quote the body.
    throw notJson('The body is not JSON.');
  }
}

function decode(rawBody: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(rawBody);
  } catch {
    throw notJson('The body is not UTF-8: send the event as JSON in UTF-8.');
  }
}
