import { createWriteStream } from 'node:fs';
import { startChild, type Child, type Exit } from '../../../src/local/child';

/** Above what the engine's programs give the calls under way. */
const PATIENCE_MS = 120_000;

interface ProgramOptions {
  /** The compiled file that Node runs. */
  file: string;
  environment: NodeJS.ProcessEnv;
  logFile: string;
}

/** One of the engine's programs in a process of its own; ended by its own id only. */
export class Program {
  readonly #chunks: Buffer[] = [];
  readonly #closed: Promise<void>;
  #hasEnded = false;

  private constructor(
    private readonly child: Child,
    logFile: string,
  ) {
    const log = createWriteStream(logFile, { flags: 'a' });
    for (const stream of [child.process.stdout, child.process.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#chunks.push(chunk);
        log.write(chunk);
      });
    this.#closed = new Promise((resolve) =>
      child.process.once('close', () => {
        this.#hasEnded = true;
        log.end(resolve);
      }),
    );
  }

  static start({ file, environment, logFile }: ProgramOptions): Program {
    const child = startChild(process.execPath, ['--enable-source-maps', file], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Program(child, logFile);
  }

  get pid(): number {
    return this.child.process.pid ?? 0;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** All it wrote so far, standard output and error alike. */
  get output(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  /** Whether it has written this; false where it ended without. */
  async said(text: string): Promise<boolean> {
    while (!this.output.includes(text)) {
      if (this.#hasEnded) return false;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return true;
  }

  async ended(): Promise<Exit> {
    await this.#closed;
    return this.child.exited;
  }

  /** SIGTERM, and SIGKILL for what does not end then. @returns whether it ended as it should */
  async drain(): Promise<boolean> {
    await this.child.stop(PATIENCE_MS);
    const { code } = await this.ended();
    return code === 0;
  }

  /** SIGKILL: as if the machine had lost its power. @returns whether that is what ended it */
  async kill(): Promise<boolean> {
    this.child.kill();
    const { signal } = await this.ended();
    return signal === 'SIGKILL';
  }
}
