import { createInterface } from 'node:readline';
import { startChild } from '../src/local/child';

/** The simulators in a process of their own: providers do not share the worker's processor time either. */
export interface SimulatorProcess {
  /** The environment that points a worker at them. */
  environment: Record<string, string>;
  /** Makes a leaver known to both. */
  addLeaver(email: string): Promise<void>;
  /** Every call takes so many milliseconds from now on. */
  slowBy(ms: number): Promise<void>;
  /** Resolves once the leaver's password was changed. */
  passwordChanged(email: string): Promise<void>;
  stop(): Promise<unknown>;
}

const MAIN = require.resolve('../src/simulator/main.ts');
const FREE_PORTS = ['--zoom-port', '0', '--cloudflare-port', '0', '--hr-port', '0', '--empty'];

export async function startSimulatorProcess(): Promise<SimulatorProcess> {
  const child = startChild(process.execPath, ['--require', 'tsx/cjs', MAIN, ...FREE_PORTS], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const environment: Record<string, string> = {};
  const lines = createInterface({ input: child.process.stdout! });
  for await (const line of lines) {
    const [, name, value] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
    if (name !== undefined) environment[name] = value ?? '';
    if (line.startsWith('To use the zone route')) break;
  }
  const zoom = new URL('/', environment['ZOOM_API_URL']).href;
  const cloudflare = new URL('/', environment['CLOUDFLARE_API_URL']).href;
  await control(`${zoom}_control/settings`, 'PATCH', { rateLimited: false });
  // A client that is told of no limit goes by Cloudflare's own.
  await control(`${cloudflare}_control/settings`, 'PATCH', { limit: 1_000_000 });

  return {
    environment,
    async addLeaver(email) {
      await control(`${zoom}_control/users`, 'POST', { email });
      await control(`${cloudflare}_control/users`, 'POST', { email, sessions: 1 });
    },
    async slowBy(delayMs) {
      for (const url of [zoom, cloudflare]) {
        await control(`${url}_control/faults`, 'DELETE');
        const slow = { call: '*', times: 'always', delayMs };
        if (delayMs > 0) await control(`${url}_control/faults`, 'POST', slow);
      }
    },
    async passwordChanged(email) {
      const url = `${zoom}_control/requests?call=updatePassword&user=${encodeURIComponent(email)}`;
      while (!/"status":\s*204/.test(await control(url, 'GET')))
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    stop: () => child.stop(5_000),
  };
}

async function control(url: string, method: string, body?: object): Promise<string> {
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text;
}
