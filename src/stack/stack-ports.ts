import { choosePort, isTaken } from '../local/ports';
import { StartError } from '../local/start-error';
import type { StackPorts } from './outside-containers';

interface Wishes {
  temporalPort?: number;
  webUiPort?: number;
  intakePort?: number;
}

/**
 * Temporal's server notes its roles' addresses in the database, where a port has two bytes with a sign. It also lies
 * below the ports that systems hand out for outgoing connections.
 */
const HIGHEST = 32_767;

/** Where Temporal's roles listen for each other by default: deploy/temporal/server.yaml. */
const INNER = {
  TEMPORAL_FRONTEND_MEMBERSHIP_PORT: 6933,
  TEMPORAL_HISTORY_MEMBERSHIP_PORT: 6934,
  TEMPORAL_MATCHING_MEMBERSHIP_PORT: 6935,
  TEMPORAL_WORKER_MEMBERSHIP_PORT: 6939,
  TEMPORAL_HISTORY_PORT: 7234,
  TEMPORAL_MATCHING_PORT: 7235,
  TEMPORAL_WORKER_PORT: 7239,
} as const;

/**
 * The ports asked for, else those of docker-compose.yml where they are free, else free ones near them.
 * @throws StartError, exit code 2, when one that was asked for is taken.
 */
export async function chooseStackPorts(
  wishes: Wishes,
  say: (line: string) => void,
): Promise<StackPorts> {
  const chosen: number[] = [];
  const choose = async (what: string, preferred: number, flag: string, asked?: number) => {
    const { port, note } = await choosePort({ what, preferred, flag, asked }, chosen);
    if (note) say(note);
    chosen.push(port);
    return port;
  };
  const published = {
    7233: await choose('Temporal', 7233, '--temporal-port', wishes.temporalPort),
    8080: await choose('the Web UI', 8080, '--web-ui-port', wishes.webUiPort),
    8090: await choose('the intake', 8090, '--intake-port', wishes.intakePort),
    8091: await freeFrom(8091, chosen),
    8092: await freeFrom(8092, chosen),
    9464: await freeFrom(9464, chosen),
    5432: await freeFrom(5432, chosen),
  };
  const temporal: Record<string, number> = {};
  for (const [name, preferred] of Object.entries(INNER))
    temporal[name] = await freeFrom(preferred, chosen);
  return { published, temporal };
}

/** Far from the ports that programs are known by, for a stack beside another: in a test. */
export async function freeStackPorts(): Promise<StackPorts> {
  const chosen: number[] = [];
  const start = 20_000 + (process.pid % 300) * 40;
  const published: Record<number, number> = {};
  for (const port of [5432, 7233, 8080, 8090, 8091, 8092, 9464])
    published[port] = await freeFrom(start, chosen);
  const temporal: Record<string, number> = {};
  for (const name of Object.keys(INNER)) temporal[name] = await freeFrom(start, chosen);
  return { published, temporal };
}

async function freeFrom(first: number, chosen: number[]): Promise<number> {
  for (let port = first; port <= HIGHEST; port++)
    if (!chosen.includes(port) && !(await isTaken(port))) {
      chosen.push(port);
      return port;
    }
  throw new StartError(`No port from ${first} to ${HIGHEST} is free.`);
}
