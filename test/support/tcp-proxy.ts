import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut: connections end at once, and new ones are refused, until it is restored. */
export class TcpProxy {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #stalled = false;
  #delayMs = 0;
  /** Any that is free; it stays the same from then on. */
  #port = 0;

  private constructor(private readonly target: { host: string; port: number }) {}

  /** @param address of the server behind it, `127.0.0.1:7233` */
  static async start(address: string): Promise<TcpProxy> {
    const { hostname: host, port } = new URL(`tcp://${address}`);
    const proxy = new TcpProxy({ host, port: Number(port) });
    await proxy.restore();
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** As if the server's process had ended. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** As if a firewall swallowed all packets: connections stay, and nothing comes through. */
  stall(): void {
    this.#stalled = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** As if the server were far away: what is sent from now on takes so long each way. */
  slow(ms: number): void {
    this.#delayMs = ms;
  }

  async restore(): Promise<void> {
    this.#stalled = false;
    this.#delayMs = 0;
    for (const socket of this.#sockets) socket.resume();
    if (this.#server) return;
    const server = createServer((near) => this.#join(near, connect(this.target)));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  #join(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (chunk) => {
        if (this.#delayMs === 0) to.write(chunk);
        else setTimeout(() => to.write(chunk), this.#delayMs);
      });
      if (this.#stalled) from.pause();
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
