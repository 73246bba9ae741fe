import { checkConfig } from '../config';
import { exemptLoopbackFromProxies, readLocalEnvironment } from '../config/local';
import { connectOffboarding } from '../client';
import { timeToContained, duration } from '../cli/status/render-status';
import { bringUp, type Stack } from './bring-up';
import type { Flags } from './flags';
import { aborted } from './interrupt';
import { nextSteps, runLink, uiLinks } from './next-steps';
import type { Parts } from './parts';
import { chooseProviders, type Providers } from './providers';
import type { Terminal } from './terminal';
import { watchRun } from './watch-run';

const SAMPLE = {
  email: 'jane.doe@example.com',
  reason: 'Demonstration',
  requestedBy: 'npm start',
  source: 'demo',
};

/**
 * `npm start`: brings everything up, offboards the sample leaver, and stays until `signal` says stop.
 * @throws StartError; what `signal` was aborted with.
 */
export async function start(
  flags: Flags,
  terminal: Terminal,
  parts: Parts,
  signal: AbortSignal,
): Promise<never> {
  exemptLoopbackFromProxies();
  const environment = readLocalEnvironment();
  const providers = chooseProviders(environment.providers, checkConfig());
  announce(providers, terminal);

  const stack = await bringUp({ flags, environment, providers, terminal, parts, signal });
  const { gone, simulators } = stack;
  const sample = simulators && flags.sample ? SAMPLE : undefined;
  if (sample) await Promise.race([gone, offboardSample(stack, terminal, signal)]);

  const running = {
    ...stack,
    shellAddress: environment.temporalAddress,
    workerPid: stack.worker.pid(),
    sample: sample?.email,
    intake: stack.intake,
    zoomSimulator: simulators?.zoomUrl,
    cloudflareSimulator: simulators?.cloudflareUrl,
  };
  const lines = ['', ...uiLinks(running), '', ...nextSteps(running), ''];
  terminal.print(lines.map((line) => (line.startsWith('#') ? terminal.dim(line) : line)));
  terminal.print(['Everything stays up until Ctrl-C.']);
  return Promise.race([gone, aborted(signal)]);
}

function announce(providers: Providers, terminal: Terminal): void {
  if (providers.kind === 'simulators') {
    terminal.say('Zoom and Cloudflare: simulators on this machine. Nobody real loses anything.');
    return;
  }
  const { zoomUrl, cloudflareUrl, warning } = providers;
  terminal.say(
    `Zoom and Cloudflare: THE REAL ONES, as ZOOM_* and CLOUDFLARE_* say: ${zoomUrl}, ${cloudflareUrl}. No sample is run.`,
  );
  if (warning) terminal.say(`careful: ${warning}`);
}

async function offboardSample(
  { address, uiPort }: Stack,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const settings = { address, namespace: 'default', connectionOptions: { address } };
  const client = await connectOffboarding(settings);
  try {
    const { workflowId, runId } = await client.start(SAMPLE);
    const link = runLink(uiPort, workflowId, runId);
    terminal.say(`${SAMPLE.email} leaves`);
    const status = await watchRun(client, workflowId, terminal, signal);
    const contained = timeToContained(status);
    terminal.print([
      ...(contained === undefined
        ? []
        : [`Time to contained  ${duration(contained)}, from the start of the run to no way in`]),
      `The run            ${link}`,
    ]);
  } finally {
    await client.close();
  }
}
