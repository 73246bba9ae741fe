import { z } from 'zod';
import { plain } from './environment';

const LARGEST_PORT = 65_535;
const PROBLEM = `must be a port number, 0 to ${LARGEST_PORT}`;

/** An address to listen on; by default, nobody but this machine reaches it. */
export const listenHost = plain('the address to listen on')
  .regex(/^([\w.-]+|[0-9a-f:]+)$/i, 'must be a host name or an IP address, without a port')
  .default('127.0.0.1');

/** A port to listen on; 0 takes any free one. */
export const listenPort = z
  .string()
  .regex(/^\d+$/, PROBLEM)
  .transform(Number)
  .pipe(z.int().max(LARGEST_PORT, PROBLEM));
