import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { startSimulators, type SimulatorOptions, type Simulators } from '../../src/simulator';

const running: Simulators[] = [];

/** Simulators that `stopSimulators` ends. */
export async function simulators(options: SimulatorOptions = {}): Promise<Simulators> {
  const started = await startSimulators(options);
  running.push(started);
  return started;
}

export async function stopSimulators(): Promise<void> {
  await Promise.all(running.splice(0).map((each) => each.close()));
}

/** Answers of every status resolve; bodies stay as they came where they are no JSON. */
export function client(baseURL: string, headers: Record<string, string> = {}): AxiosInstance {
  return axios.create({ baseURL, headers, validateStatus: () => true, proxy: false });
}

export function mintToken({ zoom }: Simulators): Promise<AxiosResponse<Record<string, string>>> {
  const { accountId, clientId, clientSecret } = zoom.credentials;
  return client('').post<Record<string, string>>(
    zoom.oauthUrl,
    new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId }),
    { auth: { username: clientId, password: clientSecret } },
  );
}

/** A Zoom client with a token of its own; the log starts empty. */
export async function zoomClient(all: Simulators): Promise<AxiosInstance> {
  const { data } = await mintToken(all);
  return client(all.zoom.apiUrl, { authorization: `Bearer ${data['access_token']}` });
}

/** A Cloudflare client that brings the API token. */
export function cloudflareClient({ cloudflare }: Simulators): AxiosInstance {
  const { apiToken } = cloudflare.credentials;
  return client(cloudflare.apiUrl, { authorization: `Bearer ${apiToken}` });
}

/** What an answer says in short: `204`, or `400/200` with a provider's code. */
export function inShort({ status, data }: AxiosResponse<unknown>): string {
  const body = Object(data) as { code?: number; errors?: { code?: number }[] };
  const code = body.code ?? body.errors?.[0]?.code;
  return code === undefined ? String(status) : `${status}/${code}`;
}

/** Does what a line `curl -s [-X METHOD] URL [-d 'BODY']` does. */
export function runCurl(line: string): Promise<AxiosResponse<unknown>> {
  const match = /^curl -s(?: -X (\w+))? (\S+)(?: -d '(.*)')?$/.exec(line);
  if (match === null) throw new Error(`not a line that this understands: ${line}`);
  const [, method = 'GET', url = '', data] = match;
  return client('').request({ method, url, ...(data !== undefined && { data }) });
}

export const JANE = 'jane.doe@example.com';
export const GOOD_PASSWORD = 'vT7!mQ2#xR9@kL4$wZ8%';
