import { eventCommand } from '../local/event-command';
import type { SimulatedProviders } from '../local/simulated-providers';

interface Running {
  /** By the port inside its container. */
  ports: Record<number, number>;
  hasWebUi: boolean;
  /** Absent with the real providers. */
  simulators: Pick<SimulatedProviders, 'zoomUrl'> | undefined;
  /** Of this start's own sender of HR events; absent where the shell has one. */
  secret: string | undefined;
  isEncrypted: boolean;
}

const KEYS =
  'Payloads are encrypted: a shell needs the same OFFBOARDING_PAYLOAD_KEYS and OFFBOARDING_ID_SECRET.';

/** Lines to read and to copy. */
export function nextSteps({ ports, hasWebUi, simulators, secret, isEncrypted }: Running): string[] {
  const intake = `http://127.0.0.1:${ports[8090]}`;
  const offboard = `TEMPORAL_ADDRESS=127.0.0.1:${ports[7233]} npx offboard`;
  const somebody = simulators ? 'jane.doe@example.com' : 'leaver@your.company';
  return [
    '',
    ...(hasWebUi ? [`The Web UI   http://localhost:${ports[8080]}`] : []),
    `The intake   ${intake}`,
    `The figures  http://127.0.0.1:${ports[9464]}/metrics (of the worker), ${intake}/metrics`,
    ...(isEncrypted ? [`The codec    http://localhost:${ports[8092]}`, '', KEYS] : []),
    '',
    `${offboard} start ${somebody}${simulators ? '' : ' --dry-run'} --watch`,
    ...(simulators && secret ? [eventCommand(intake, secret, 'kenji.tanaka@example.com')] : []),
    '',
    'Everything stays up until Ctrl-C. What is killed comes back by itself.',
  ];
}
