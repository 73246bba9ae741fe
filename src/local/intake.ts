import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { childEnvironment, type LocalEnvironment } from '../config/local';
import type { Flags } from './flags';
import { CHECKOUT, logFile, STANDARD_INTAKE_PORT } from './folders';
import { choosePort } from './ports';
import { startService, type ServiceProcess } from './service-process';
import type { Terminal } from './terminal';

/** The intake of HR events beside the worker. */
export interface LocalIntake extends ServiceProcess {
  url: string;
  /** Of the demonstration's own sender; absent where the shell has one, which is nobody's to print. */
  secret?: string;
  apiToken?: string;
  /** The page at its `/` wants the shell's own token; else it opens in this machine's browsers as it is. */
  isPageGuarded: boolean;
}

interface StartIntake {
  flags: Flags;
  environment: LocalEnvironment;
  terminal: Terminal;
  /** Simulators stand for the providers: whatever is sent harms nobody. */
  isDemonstration: boolean;
  temporalAddress: string;
  temporalPort: number;
  webUiUrl: string;
  /** Ports that are spoken for. */
  taken: number[];
  signal: AbortSignal;
}

/** Starts it with secrets of this start's own; before real providers, only with those that the shell has. */
export async function startIntake(request: StartIntake): Promise<LocalIntake | undefined> {
  const { flags, environment, terminal, isDemonstration, temporalPort } = request;
  const { isConfigured, hasStandardSecret, hasApiToken } = environment.intake;
  if (!isDemonstration && !isConfigured) {
    terminal.say('intake: not started, for no sender is configured: docs/hr-sources.md');
    return undefined;
  }
  const { port, note } = await choosePort(
    {
      ...{ what: 'the intake', preferred: STANDARD_INTAKE_PORT, flag: '--intake-port' },
      asked: flags.intakePort,
    },
    request.taken,
  );
  if (note) terminal.say(note);
  const secret =
    isDemonstration && !hasStandardSecret
      ? `whsec_${randomBytes(24).toString('base64')}`
      : undefined;
  const apiToken =
    isDemonstration && !hasApiToken ? randomBytes(18).toString('base64url') : undefined;
  const service = await startService({
    name: 'the intake',
    ready: 'intake is ready',
    meanwhile: 'senders come again',
    args: ['--require', require.resolve('tsx/cjs'), join(CHECKOUT, 'src/intake/main.ts')],
    environment: childEnvironment({
      TEMPORAL_ADDRESS: request.temporalAddress,
      TEMPORAL_NAMESPACE: 'default',
      INTAKE_HOST: '127.0.0.1',
      INTAKE_PORT: String(port),
      ...(secret && { STANDARD_WEBHOOK_SECRET: secret }),
      OFFBOARDING_WEB_UI_URL: request.webUiUrl,
      // Nobody is to copy a token of this start's own into a browser.
      ...(apiToken && { OFFBOARDING_API_TOKEN: apiToken, INTAKE_PAGE: 'local' }),
    }),
    logFile: logFile('intake', temporalPort),
    say: (line) => terminal.say(line),
    signal: request.signal,
  });
  const url = `http://127.0.0.1:${port}`;
  terminal.say(`intake of HR events ready on ${url}`);
  return {
    ...service,
    url,
    isPageGuarded: hasApiToken,
    ...(secret && { secret }),
    ...(apiToken && { apiToken }),
  };
}
