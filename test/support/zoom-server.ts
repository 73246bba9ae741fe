import type { ServerResponse } from 'node:http';
import {
  createZoomClient,
  type ZoomClient,
  type ZoomSettings,
} from '../../src/providers/zoom/client';
import { answerJson, startServer, type SeenRequest, type TestServer } from './http-server';

export const CREDENTIALS = {
  accountId: 'account-1',
  clientId: 'client-1',
  clientSecret: 'Sup3rSecretOfTheClient',
};

export interface ZoomServer extends TestServer {
  client: ZoomClient;
  /** Requests to the API, without those for tokens. */
  calls(): SeenRequest[];
  /** How many tokens were asked for. */
  mints(): number;
}

export interface ZoomBehaviour {
  api: (request: SeenRequest, response: ServerResponse, token: string) => unknown;
  /** Default: token-1, token-2, … for an hour. */
  oauth?: (request: SeenRequest, response: ServerResponse, count: number) => unknown;
}

/** A server that hands out tokens and answers the API's calls as the test says, with a client of its own. */
export async function startZoom(
  { api, oauth = issueToken() }: ZoomBehaviour,
  settings: Partial<ZoomSettings> = {},
): Promise<ZoomServer> {
  let mints = 0;
  const server = await startServer((request, response) => {
    if (request.url === '/oauth/token') return oauth(request, response, (mints += 1));
    return api(request, response, request.headers.authorization?.replace('Bearer ', '') ?? '');
  });
  const client = createZoomClient({
    ...CREDENTIALS,
    apiUrl: `${server.url}/v2`,
    oauthUrl: `${server.url}/oauth/token`,
    timeoutMs: 5_000,
    ...settings,
  });
  const calls = () => server.requests.filter(({ url }) => url !== '/oauth/token');
  return { ...server, client, calls, mints: () => mints };
}

/** Answers as Zoom's OAuth server does: token-1, token-2, … */
export const issueToken =
  (fields: Record<string, unknown> = {}) =>
  (_: SeenRequest, response: ServerResponse, count: number): void =>
    answerJson(response, 200, {
      access_token: `token-${count}`,
      token_type: 'bearer',
      expires_in: 3600,
      scope: 'user:read:admin user:write:admin',
      ...fields,
    });

export const USER = {
  id: 'KdYKjnimT4KPd8FFgQt9FQ',
  email: 'Jane.Doe@example.com',
  status: 'active',
  type: 2,
  role_id: '1',
  role_name: 'Admin',
  login_types: [100, 101],
  first_name: 'Jane',
  last_name: 'Doe',
  account_id: 'account-1',
  pmi: 1234567890,
};
