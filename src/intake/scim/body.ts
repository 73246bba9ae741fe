import type { FastifyRequest } from 'fastify';
import { readJson } from '../read-json';
import { isObject } from './attributes';
import { ScimError } from './errors';

/** Bytes. */
export const BODY_LIMIT = 256 * 1024;
/** Users have three levels; what is nested without end could be read, and not be written again. */
const DEEPEST = 32;

/**
 * The JSON object in the body.
 * @throws ScimError 400, IntakeError 400
 */
export function readObject(request: FastifyRequest): Record<string, unknown> {
  const body = readJson(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
  if (!isObject(body)) throw new ScimError(400, 'The body must be a JSON object.', 'invalidSyntax');
  if (isDeeperThan(DEEPEST, body))
    throw new ScimError(400, 'The body is nested too deeply.', 'invalidSyntax');
  return body;
}

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner)));
