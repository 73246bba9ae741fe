import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How an answer ends before its end: closed in good order, or reset. */
export type Break = 'closed' | 'reset';

/** What a trouble has met so far; it goes on counting while the trouble lasts. */
export interface Met {
  readonly hits: number;
}

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
  /** Connections that were cut or held up since the line was last whole. */
  #met = { hits: 0 };
  #breaking = { times: 0, at: 0.5, how: 'reset' as Break, hits: 0 };

  private constructor(
    target: { host: string; port: number },
    private readonly listener: Listener | undefined,
  ) {
    this.#server = createServer((near) => {
      if (this.#state !== 'open') this.#met.hits += 1;
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
  cut(): Met {
    this.#state = 'cut';
    for (const socket of this.#sockets) socket.destroy();
    return this.#meets();
  }

  /** As if a firewall swallowed all packets: connections stay, and nothing comes through. */
  stall(): Met {
    this.#state = 'stalled';
    for (const socket of this.#sockets) socket.pause();
    return this.#meets();
  }

  restore(): void {
    this.#state = 'open';
    for (const socket of this.#sockets) socket.resume();
  }

  /** Of so many answers to come, only this share of the first packet arrives. */
  breakAnswers(times: number, at: number, how: Break): Met {
    this.#breaking = { times, at, how, hits: 0 };
    return this.#breaking;
  }

  /** Answers to come arrive whole. */
  mendAnswers(): void {
    this.#breaking.times = 0;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #meets(): Met {
    return (this.#met = { hits: this.#sockets.size });
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
      const { at, how } = this.#breaking;
      near.write(chunk.subarray(0, Math.floor(chunk.length * at)), () =>
        how === 'reset' ? near.resetAndDestroy() : near.end(),
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
    const breaking = this.#breaking;
    if (breaking.hits >= breaking.times || !chunk.subarray(0, 5).equals(HTTP)) return false;
    breaking.hits += 1;
    return true;
  }
}

const HTTP = Buffer.from('HTTP/');
