import { connect, createServer } from 'node:net';
import { StartError } from './start-error';

const HOST = '127.0.0.1';
/** How many ports after the preferred one are tried before any free one is taken. */
const NEIGHBOURS = 20;

interface PortWish {
  /** What listens there, for people: "Temporal". */
  what: string;
  preferred: number;
  /** Asked for by a person: this one or none. */
  asked?: number | undefined;
  /** How a person asks: "--port". */
  flag: string;
}

interface PortChoice {
  port: number;
  /** Present when the preferred port was taken. */
  note?: string;
}

/**
 * The port asked for, else the preferred one, else a free one near it.
 * @throws StartError, exit code 2, when the port asked for is taken.
 */
export async function choosePort(wish: PortWish, without: number[] = []): Promise<PortChoice> {
  const { what, preferred, asked, flag } = wish;
  if (asked !== undefined) {
    if (!without.includes(asked) && !(await isTaken(asked))) return { port: asked };
    throw new StartError(
      `Port ${asked}, asked for with ${flag}, is taken by another program.\n` +
        `Name another one, or leave ${flag} out to have a free one chosen.`,
      2,
    );
  }
  for (let port = preferred; port <= Math.min(preferred + NEIGHBOURS, 65_535); port++) {
    if (without.includes(port) || (await isTaken(port))) continue;
    if (port === preferred) return { port };
    return { port, note: `port ${preferred} is taken: ${what} gets ${port}` };
  }
  const port = await freePort();
  return { port, note: `port ${preferred} is taken: ${what} gets ${port}` };
}

/** A port that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? found(address.port)
          : failed(new Error('no free port')),
      );
    });
  });
}

/**
 * Whether a server answers there, on IPv4 or IPv6 (browsers try ::1 first for `localhost`), or the port
 * cannot be bound. Either test alone misses a case on some system.
 */
export async function isTaken(port: number): Promise<boolean> {
  return (await answers(HOST, port)) || (await answers('::1', port)) || !(await canListen(port));
}

export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const end = (answered: boolean) => {
      socket.destroy();
      settle(answered);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer().once('error', () => settle(false));
    server.listen(port, HOST, () => server.close(() => settle(true)));
  });
}
