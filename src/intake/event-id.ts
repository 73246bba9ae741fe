import { createHash } from 'node:crypto';

/**
 * The id of an event whose sender gives none: the same bytes from the same source are the same event.
 * @param part tells the events of one body apart
 */
export function hashedEventId(source: string, rawBody: Buffer, part = ''): string {
  const hash = createHash('sha256');
  // Neither a source nor an id has a line break in it, so no two triples read alike.
  return hash.update(`${source}\n${part}\n`).update(rawBody).digest('hex');
}
