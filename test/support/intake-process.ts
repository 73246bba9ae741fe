import { join } from 'node:path';
import { childEnvironment } from '../../src/config/local';
import { describeExit, startChild, type Child, type Exit } from '../../src/local/child';

const CHECKOUT = join(__dirname, '..', '..');
const PATIENCE_MS = 120_000;

/** The intake in a process of its own, as `npm run intake` starts it. */
export class IntakeProcess {
  readonly #child: Child;
  readonly #chunks: Buffer[] = [];
  readonly #closed: Promise<void>;

  /** @param settings of the engine; those of the shell do not count */
  constructor(settings: Record<string, string>) {
    const shell = Object.entries(childEnvironment()).filter(
      ([name]) => !/^(OFFBOARDING|INTAKE|SCIM)_|_SECRET(_PREVIOUS)?$/.test(name),
    );
    this.#child = startChild(process.execPath, ['--require', 'tsx/cjs', 'src/intake/main.ts'], {
      cwd: CHECKOUT,
      env: { ...Object.fromEntries(shell), ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.#child.process;
    for (const stream of [stdout, stderr])
      stream?.on('data', (chunk: Buffer) => void this.#chunks.push(chunk));
    this.#closed = new Promise((resolve) => this.#child.process.once('close', () => resolve()));
  }

  /** All it wrote so far, standard output and error alike. */
  get output(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  /** The URL it listens on, once it is ready; fails where it ends before. */
  async ready(): Promise<string> {
    let exit: Exit | undefined;
    void this.#child.exited.then((how) => (exit = how));
    while (!this.output.includes('intake is ready')) {
      if (exit) throw new Error(`The intake ${describeExit(exit)}. It wrote:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const line = this.output.split('\n').find((text) => text.includes('intake is ready'));
    return (JSON.parse(line ?? '{}') as { address: string }).address;
  }

  /** SIGTERM, without waiting for what comes of it. */
  tellToStop(): void {
    this.#child.process.kill('SIGTERM');
  }

  async ended(): Promise<Exit> {
    await this.#closed;
    return this.#child.exited;
  }

  async stop(): Promise<Exit> {
    await this.#child.stop(PATIENCE_MS);
    return this.ended();
  }
}
