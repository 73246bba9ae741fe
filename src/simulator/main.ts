import { Command, InvalidArgumentError } from 'commander';
import { startSimulators, type Simulators } from './simulators';

const ZOOM_PORT = 4010;
const CLOUDFLARE_PORT = 4020;
const HR_PORT = 4030;

function port(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError('A port is a whole number from 0 (any free one) to 65535.');
}

/** The environment that points a worker at the simulators. */
function environment({ zoom, cloudflare, hr }: Simulators): [string, string][] {
  return [
    ...Object.entries(zoom.environment()),
    ...Object.entries(hr.environment()),
    ...Object.entries(cloudflare.environment()),
  ];
}

function banner(simulators: Simulators): string {
  const { zoom, cloudflare, hr } = simulators;
  return [
    `Zoom        ${zoom.url}   (GET / says how to break it)`,
    `Cloudflare  ${cloudflare.url}   (GET / says how to break it)`,
    `HR          ${hr.url}   (BambooHR, HiBob and Gusto; GET / says how to break them)`,
    '',
    'Point a worker at them:',
    ...environment(simulators).map(([name, value]) => `export ${name}='${value}'`),
    '',
    'To use the zone route and the global key, set these in place of the last two:',
    `export CLOUDFLARE_ZONE_ID='${cloudflare.credentials.zoneId}'`,
    `export CLOUDFLARE_EMAIL='${cloudflare.credentials.email}'`,
    `export CLOUDFLARE_API_KEY='${cloudflare.credentials.apiKey}'`,
    '',
    'Ctrl-C stops all.',
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const command = new Command('simulator')
    .description(
      'Zoom, Cloudflare and HR systems on this machine: stateful, and breakable on demand.',
    )
    .option('--zoom-port <port>', '0 takes any free one', port, ZOOM_PORT)
    .option('--cloudflare-port <port>', '0 takes any free one', port, CLOUDFLARE_PORT)
    .option('--hr-port <port>', '0 takes any free one', port, HR_PORT)
    .option('--empty', 'start without the people of the demonstration')
    .parse();
  const { empty, ...ports } = command.opts<{
    zoomPort: number;
    cloudflarePort: number;
    hrPort: number;
    empty?: true;
  }>();
  const simulators = await startSimulators({ ...ports, seed: empty ? 'empty' : 'demo' });
  process.stdout.write(banner(simulators));
  const stop = (): void => void simulators.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
