import type { FastifyInstance } from 'fastify';

/** The address cannot be listened on; the message says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

export interface ListenOn {
  /** Who listens, for people: "The intake". */
  who: string;
  /** The variables that say where begin with it: `INTAKE` for `INTAKE_HOST` and `INTAKE_PORT`. */
  prefix: string;
  host: string;
  port: number;
}

/** @returns the server's URL, with the port it got. @throws CannotListen */
export async function listen(
  app: FastifyInstance,
  { who, prefix, host, port }: ListenOn,
): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const why = reasons(prefix)[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    throw new CannotListen(`${who} cannot listen on ${host}, port ${port}: ${why}`);
  }
}

function reasons(prefix: string): Record<string, string> {
  const elsewhere = `set ${prefix}_HOST to an address of this machine, or to 0.0.0.0 for all of them.`;
  return {
    EADDRINUSE: `another program does already. Stop that one, or set ${prefix}_PORT to another port.`,
    EACCES: `that port is for privileged programs. Set ${prefix}_PORT to 1024 or more.`,
    EADDRNOTAVAIL: `the address is not this machine's: ${elsewhere}`,
    ENOTFOUND: `there is no such host: ${elsewhere}`,
    EAI_AGAIN: `there is no such host: ${elsewhere}`,
  };
}
