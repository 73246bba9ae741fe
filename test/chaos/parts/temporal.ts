import { join } from 'node:path';
import { childEnvironment, readLocalEnvironment } from '../../../src/config/local';
import { startDevServer, type DevServer } from '../../../src/local/dev-server';
import { whereToSearch } from '../../../src/local/folders';
import { isTaken } from '../../../src/local/ports';
import { resolveTemporalCli } from '../../../src/local/temporal-cli';

const silent = { say: () => undefined, alive: () => undefined };

/** A Temporal server that keeps its data in a file, so that it can go and come back on the same port. */
export class TemporalServer {
  #server: DevServer | undefined;
  #starts = 0;

  private constructor(
    private readonly executable: string,
    private readonly port: number,
    private readonly folder: string,
    private readonly dynamicConfig: string[],
  ) {}

  static async start(folder: string, dynamicConfig: string[]): Promise<TemporalServer> {
    const environment = childEnvironment();
    const where = whereToSearch(readLocalEnvironment());
    const { path } = await resolveTemporalCli({ ...where, environment, progress: silent });
    const server = new TemporalServer(path, await lastingPort(), folder, dynamicConfig);
    await server.up();
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    if (this.#server) return;
    this.#starts += 1;
    this.#server = await startDevServer({
      executable: this.executable,
      port: this.port,
      database: join(this.folder, 'temporal.db'),
      logFile: join(this.folder, `temporal-${this.#starts}.log`),
      environment: childEnvironment(),
      dynamicConfig: this.dynamicConfig,
    });
  }

  /** @returns whether there was a server to end */
  async down(how: 'stopped' | 'killed'): Promise<boolean> {
    const server = this.#server;
    this.#server = undefined;
    if (how === 'stopped') await server?.stop();
    else server?.kill();
    await server?.exited;
    return server !== undefined;
  }

  async stop(): Promise<void> {
    await this.down('stopped');
  }
}

/** Outside the range that systems take for outgoing connections: nobody has it when the server comes back. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 15_000);
    if (!(await isTaken(port))) return port;
  }
}
