import type { FastifyInstance } from 'fastify';

/**
 * Opens a port (0: any free one) and answers the server's URL, without a slash at its end.
 * @throws Error that says which port is taken and what to do about it.
 */
export async function listen(
  app: FastifyInstance,
  { label, host, port }: { label: string; host: string; port: number },
): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${port} on ${host} is taken, so the ${label} simulator cannot start there: ` +
        'stop what listens on it, or choose another port (0 takes any free one).',
      { cause: error },
    );
  }
}
