import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How an answer ends before its end: closed in good order, or reset. */
export type Break = 'closed' | 'reset';

/** Told of every chunk that passes, either way, by its connection's key. */
export type Listener = (connection: object, chunk: Buffer) => void;

/**
 * A line to a server, which can be cut, stall, and break answers of HTTP off in the middle. Unlike a listener that
 * closes, a line that is cut keeps its port: over minutes another program would take it.
 */
export class Line {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #state: 'open' | 'cut' | 'stalled' = 'open';
  #toBreak = { times: 0, at: 0.5, how: 'reset' as Break };

  private constructor(
    target: { host: string; port: number },
    private readonly listener: Listener | undefined,
  ) {
    this.#server = createServer((near) => {
      if (this.#state === 'cut') near.resetAndDestroy();
      else this.#join(near, connect(target));
    });
  }

  /** @param address of the server behind it, `127.0.0.1:7233` or a URL */
  static async start(address: string, listener?: Listener): Promise<Line> {
    const { hostname: host, port } = new URL(address.includes('//') ? address : `tcp://${address}`);
    const line = new Line({ host, port: Number(port) }, listener);
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Connections end at once, and so do new ones, until it is restored. */
  cut(): void {
    this.#state = 'cut';
    for (const socket of this.#sockets) socket.destroy();
  }

  /** As if a firewall swallowed all packets: connections stay, and nothing comes through. */
  stall(): void {
    this.#state = 'stalled';
    for (const socket of this.#sockets) socket.pause();
  }

  /** Of so many answers to come, only this share of the first packet arrives. */
  breakAnswers(times: number, at: number, how: Break): void {
    this.#toBreak = { times, at, how };
  }

  restore(): void {
    this.#state = 'open';
    this.#toBreak.times = 0;
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(near: Socket, far: Socket): void {
    const connection = {};
    near.on('data', (chunk) => {
      this.listener?.(connection, chunk);
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      this.listener?.(connection, chunk);
      if (!this.#breaks(chunk)) return void near.write(chunk);
      near.write(chunk.subarray(0, Math.floor(chunk.length * this.#toBreak.at)), () =>
        this.#toBreak.how === 'reset' ? near.resetAndDestroy() : near.end(),
      );
      far.destroy();
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      if (this.#state === 'stalled') socket.pause();
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        // What was written last still leaves.
        other.destroySoon();
      });
    }
  }

  #breaks(chunk: Buffer): boolean {
    if (this.#toBreak.times === 0 || !chunk.subarray(0, 5).equals(HTTP)) return false;
    this.#toBreak.times -= 1;
    return true;
  }
}

const HTTP = Buffer.from('HTTP/');
