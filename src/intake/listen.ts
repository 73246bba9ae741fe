import type { FastifyInstance } from 'fastify';

/** The address cannot be listened on; the message says what to do. */
export class CannotListen extends Error {}

/** @returns the server's URL, with the port it got. @throws CannotListen */
export async function listen(
  app: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const why = WHY[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    throw new CannotListen(`The intake cannot listen on ${host}, port ${port}: ${why}`);
  }
}

const ELSEWHERE = 'set INTAKE_HOST to an address of this machine, or to 0.0.0.0 for all of them.';
const WHY: Record<string, string> = {
  EADDRINUSE: 'another program does already. Stop that one, or set INTAKE_PORT to another port.',
  EACCES: 'that port is for privileged programs. Set INTAKE_PORT to 1024 or more.',
  EADDRNOTAVAIL: `the address is not this machine's: ${ELSEWHERE}`,
  ENOTFOUND: `there is no such host: ${ELSEWHERE}`,
  EAI_AGAIN: `there is no such host: ${ELSEWHERE}`,
};
