import { basename, resolve } from 'node:path';
import { CHECKOUT } from '../local/folders';
import type { ComposeService } from './compose-file';

const HOST = '127.0.0.1';

/** The ports of this machine that stand for those inside the containers. */
export interface StackPorts {
  /** By the port inside its container: 5432, 7233, 8080, 8090, 8092, and 8091 and 9464, which are not published there. */
  published: Record<number, number>;
  /** Of the roles inside Temporal's server, by the variables of deploy/temporal/server.yaml. */
  temporal: Record<string, number>;
}

/** What is set otherwise where no container has an address and a file system of its own; all else is the file's. */
function changesOf(name: string, { published, temporal }: StackPorts): Record<string, string> {
  const [postgresql, frontend, webUi, intake, worker, metrics] = [
    5432, 7233, 8080, 8090, 8091, 9464,
  ].map((port) => String(published[port])) as [string, string, string, string, string, string];
  const inner = Object.fromEntries(Object.entries(temporal).map(([k, v]) => [k, String(v)]));
  switch (name) {
    case 'postgresql':
      return { PGPORT: postgresql };
    case 'schema':
      return { SQL_HOST: HOST, SQL_PORT: postgresql };
    case 'temporal':
      return {
        ...{ POSTGRES_HOST: HOST, POSTGRES_PORT: postgresql },
        ...{ TEMPORAL_BIND_IP: HOST, TEMPORAL_FRONTEND_PORT: frontend, ...inner },
      };
    case 'web-ui':
      return { TEMPORAL_UI_HOST: HOST, TEMPORAL_UI_PORT: webUi };
    case 'worker':
      return { WORKER_HOST: HOST, WORKER_PORT: worker, WORKER_METRICS_PORT: metrics };
    case 'codec':
      return { CODEC_HOST: HOST, CODEC_PORT: String(published[8092]) };
    case 'intake':
      return { INTAKE_HOST: HOST, INTAKE_PORT: intake };
    default:
      return {};
  }
}

export interface NativeService {
  /** The program, to be found on PATH, and its arguments; empty where the image's own command runs. */
  command: string[];
  cwd: string;
  environment: Record<string, string>;
  /** Ends with 0 where the service is healthy; absent for a job. */
  healthCommand: string[] | undefined;
}

/** A service of docker-compose.yml as it runs without a container: its addresses and its files are this machine's. */
export function outsideContainers(
  name: string,
  service: ComposeService,
  ports: StackPorts,
): NativeService {
  const files = service.volumes.flatMap((volume) => {
    const [source, target] = volume.split(':');
    return source && target ? [{ source: resolve(CHECKOUT, source), target }] : [];
  });
  const here = (text: string) =>
    files.find(({ target }) => target === text)?.source ?? relocated(text, ports.published);
  const environment: Record<string, string> = {};
  for (const [key, value] of Object.entries(service.environment)) environment[key] = here(value);
  const [program, ...args] = [...(service.entrypoint ?? []), ...(service.command ?? [])];
  return {
    command: program === undefined ? [] : [basename(program), ...args.map(here)],
    cwd: service.working_dir === undefined ? CHECKOUT : here(service.working_dir),
    environment: { ...environment, ...changesOf(name, ports) },
    healthCommand: service.healthcheck?.test.slice(1).map(here),
  };
}

/** `temporal:7233`, or `http://localhost:8080`, with the address that it has here. */
const relocated = (text: string, published: Record<number, number>): string =>
  text.replace(
    /\b(temporal|postgresql|localhost|127\.0\.0\.1):(\d+)\b/g,
    (whole: string, host: string, port: string) => {
      const here = published[Number(port)];
      if (here === undefined) return whole;
      return `${host === 'localhost' ? host : HOST}:${here}`;
    },
  );
