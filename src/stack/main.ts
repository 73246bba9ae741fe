import { randomBytes } from 'node:crypto';
import { join, relative } from 'node:path';
import { checkConfig } from '../config';
import { exemptLoopbackFromProxies, readLocalEnvironment, shellVariables } from '../config/local';
import { CHECKOUT, LOGS } from '../local/folders';
import { inOneTerminal } from '../local/in-one-terminal';
import { aborted } from '../local/interrupt';
import type { Parts } from '../local/parts';
import { chooseProviders } from '../local/providers';
import { startSimulatedProviders } from '../local/simulated-providers';
import type { Terminal } from '../local/terminal';
import { parseStackFlags, type StackFlags } from './flags';
import { nextSteps } from './next-steps';
import { prepareStack, Stack } from './stack';
import { openStackFolder } from './stack-folder';
import { chooseStackPorts } from './stack-ports';

async function main(): Promise<number> {
  const flags = parseStackFlags(process.argv.slice(2));
  return inOneTerminal((terminal, parts, signal) => run(flags, terminal, parts, signal));
}

async function run(
  flags: StackFlags,
  terminal: Terminal,
  parts: Parts,
  signal: AbortSignal,
): Promise<undefined> {
  exemptLoopbackFromProxies();
  const without = flags.webUi ? [] : ['web-ui'];
  if (flags.prepare) {
    await prepareStack({ variables: shellVariables(), without, progress: terminal, signal });
    terminal.say('all that the stack runs is there');
    return undefined;
  }
  const folder = await parts.add(undefined, openStackFolder(process.getuid?.() === 0));
  const shell = shellVariables();
  const simulators = await simulatorsUnlessReal(terminal, parts);
  const secret = shell['STANDARD_WEBHOOK_SECRET'] ? undefined : newSecret();
  terminal.say(
    folder.isKept
      ? `the database is kept in ${relative('', folder.path)}`
      : `the database is in ${folder.path}, and gone with the stack: PostgreSQL's user may not enter ${CHECKOUT}`,
  );
  const { ports } = await Stack.start({
    variables: {
      ...shell,
      ...simulators?.environment,
      ...(simulators && secret && { STANDARD_WEBHOOK_SECRET: secret }),
    },
    ...{ folder: folder.path, logs: join(LOGS, 'stack'), parts, signal },
    choosePorts: (services) =>
      chooseStackPorts({ flags, variables: shell, services }, (line) => terminal.say(line)),
    without,
    progress: terminal,
  });
  const isEncrypted = shell['OFFBOARDING_PAYLOAD_KEYS'] !== undefined;
  terminal.print(
    nextSteps({
      ...{ ports: ports.published, hasWebUi: flags.webUi },
      ...{ simulators, secret, isEncrypted },
    }),
  );
  return aborted(signal);
}

async function simulatorsUnlessReal(terminal: Terminal, parts: Parts) {
  const providers = chooseProviders(readLocalEnvironment().providers, checkConfig());
  if (providers.kind === 'real') {
    const { zoomUrl, cloudflareUrl } = providers;
    terminal.say(`Zoom and Cloudflare: THE REAL ONES: ${zoomUrl}, ${cloudflareUrl}`);
    return undefined;
  }
  terminal.say('Zoom and Cloudflare: simulators on this machine. Nobody real loses anything.');
  return parts.add('the simulators', startSimulatedProviders());
}

const newSecret = () => `whsec_${randomBytes(24).toString('base64')}`;

void main().then((code) => process.exit(code));
