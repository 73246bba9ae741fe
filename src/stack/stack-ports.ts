import { listenPort } from '../config/listen';
import { choosePort, isTaken } from '../local/ports';
import { StartError } from '../local/start-error';
import type { StackFlags } from './flags';
import type { StackPorts } from './outside-containers';

/** What a person may ask for: by a flag, else by the variable that docker-compose.yml, or the service itself, knows. */
interface Wishes {
  flags: Pick<StackFlags, 'temporalPort' | 'webUiPort' | 'intakePort'>;
  variables: Record<string, string | undefined>;
  /** By their names in docker-compose.yml: what does not run may ask for any port. */
  services: readonly string[];
}

interface Port {
  /** Inside its container. */
  inner: number;
  service: string;
  /** For people. */
  what: string;
  variable?: string;
  flag?: { name: string; asks: keyof Wishes['flags'] };
}

const PORTS: readonly Port[] = [
  {
    ...{ inner: 7233, service: 'temporal', what: 'Temporal', variable: 'TEMPORAL_PORT' },
    flag: { name: '--temporal-port', asks: 'temporalPort' },
  },
  {
    ...{ inner: 8080, service: 'web-ui', what: 'the Web UI', variable: 'WEB_UI_PORT' },
    flag: { name: '--web-ui-port', asks: 'webUiPort' },
  },
  {
    ...{ inner: 8090, service: 'intake', what: 'the intake', variable: 'INTAKE_PORT' },
    flag: { name: '--intake-port', asks: 'intakePort' },
  },
  { inner: 8091, service: 'worker', what: 'the worker', variable: 'WORKER_PORT' },
  { inner: 8092, service: 'codec', what: 'the codec server', variable: 'CODEC_PORT' },
  { inner: 9464, service: 'worker', what: "the worker's figures", variable: 'WORKER_METRICS_PORT' },
  { inner: 5432, service: 'postgresql', what: 'PostgreSQL' },
];

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
 * @throws StartError, exit code 2, when one that was asked for is none, or is taken.
 */
export async function chooseStackPorts(
  wishes: Wishes,
  say: (line: string) => void,
): Promise<StackPorts> {
  const chosen: number[] = [];
  const published: Record<number, number> = {};
  // Before any is chosen: what was asked for must not be given to another.
  const wished = PORTS.map((port) => ({ ...port, ...wishFor(port, wishes) }));
  const inOrder = [
    ...wished.filter(({ asked }) => asked !== undefined),
    ...wished.filter(({ asked }) => asked === undefined),
  ];
  for (const { inner, service, what, asked, by = '' } of inOrder) {
    const { port, note } = await choosePort({ what, preferred: inner, flag: by, asked }, chosen);
    if (note && wishes.services.includes(service)) say(note);
    chosen.push(port);
    published[inner] = port;
  }
  const temporal: Record<string, number> = {};
  for (const [name, preferred] of Object.entries(INNER))
    temporal[name] = await freeFrom(preferred, chosen);
  return { published, temporal };
}

/** What was asked for, and how. */
function wishFor(
  { inner, service, variable, flag }: Port,
  { flags, variables, services }: Wishes,
): { asked?: number; by?: string } {
  if (!services.includes(service)) return {};
  const byFlag = flag && flags[flag.asks];
  if (byFlag !== undefined) return { asked: byFlag, by: flag?.name ?? '' };
  const text = variable && variables[variable];
  if (!text) return {};
  const { data: port, error } = listenPort.safeParse(text);
  if (error) throw new StartError(`${variable} ${error.issues[0]?.message}.`, 2);
  // As .env.example has it, which is nobody's own wish; and 0 is any.
  return port === inner || port === 0 ? {} : { asked: port, by: variable };
}

/** Far from the ports that programs are known by, for a stack beside another: in a test. */
export async function freeStackPorts(): Promise<StackPorts> {
  const chosen: number[] = [];
  const start = 20_000 + (process.pid % 300) * 40;
  const published: Record<number, number> = {};
  for (const { inner } of PORTS) published[inner] = await freeFrom(start, chosen);
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
