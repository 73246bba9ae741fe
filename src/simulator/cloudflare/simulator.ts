import { randomBytes } from 'node:crypto';
import { parseControl } from '../shared/control-input';
import { renderRow } from '../shared/fault-catalogue';
import type { Incoming } from '../shared/incoming';
import type { Reply } from '../shared/reply';
import { Simulator } from '../shared/simulator';
import { CloudflareAccount } from './account';
import { admit } from './auth';
import { CLOUDFLARE_CALLS, type CloudflareCall } from './calls';
import { CLOUDFLARE_CATALOGUE, type CloudflareFaultName } from './catalogue';
import { SIMULATED_CLOUDFLARE_CREDENTIALS, type CloudflareCredentials } from './credentials';
import { CLOUDFLARE_EXAMPLES } from './examples';
import { gatewayRoutes } from './gateway-routes';
import { otherRoutes } from './other-routes';
import { CloudflareLimits } from './limits';
import { revokeRoutes } from './revoke-routes';
import type { CloudflareRoute, CloudflareWorld } from './routes';
import { seatRoutes } from './seat-routes';
import { CLOUDFLARE_DEMO_USERS } from './seed';
import { CLOUDFLARE_DEFAULTS, cloudflareSettingsSchema, type CloudflareSettings } from './settings';
import { tokenRoutes } from './token-routes';
import { userRoutes } from './user-routes';
import { cloudflareUserSchema, type CloudflareUserInput, type CloudflareUserView } from './users';

export interface CloudflareOptions {
  readonly seed: 'demo' | 'empty';
  readonly settings?: Partial<CloudflareSettings> | undefined;
}

/** One Cloudflare account with one zone, behind real HTTP. */
export class CloudflareSimulator extends Simulator<
  CloudflareCall,
  CloudflareFaultName,
  CloudflareUserInput,
  CloudflareUserView,
  CloudflareSettings
> {
  readonly credentials: CloudflareCredentials = SIMULATED_CLOUDFLARE_CREDENTIALS;

  constructor({ seed, settings: changes }: CloudflareOptions) {
    const settings: CloudflareSettings = { ...structuredClone(CLOUDFLARE_DEFAULTS), ...changes };
    const account = new CloudflareAccount(settings);
    const limits = new CloudflareLimits(settings);
    super({
      label: 'Cloudflare',
      settings,
      settingsSchema: cloudflareSettingsSchema,
      callNames: CLOUDFLARE_CALLS,
      catalogue: CLOUDFLARE_CATALOGUE,
      provider: cloudflareProvider(
        { account, settings, credentials: SIMULATED_CLOUDFLARE_CREDENTIALS },
        limits,
      ),
      examples: CLOUDFLARE_EXAMPLES,
      extra: {},
      emailOf: (key) => account.users.emailOf(key),
      change: (input) => account.view(account.change(parseControl(cloudflareUserSchema, input))),
      find: (key) => {
        const user = account.users.find(key);
        return user && account.view(user);
      },
      signIn: (key, sessions) => account.view(account.signIn(key, sessions)),
      restart: () => {
        account.clear();
        limits.clear();
        if (seed === 'empty') return;
        for (const user of CLOUDFLARE_DEMO_USERS) {
          account.change(parseControl(cloudflareUserSchema, user));
        }
      },
      state: () => ({
        users: account.users.all().map((user) => account.view(user)),
        gatewayLists: [...account.lists].map(([id, entries]) => ({
          id,
          items: [...entries].map(([value, description]) => ({ value, description })),
        })),
      }),
    });
  }

  get apiUrl(): string {
    return `${this.url}/client/v4`;
  }

  /** The environment that points a worker at it, by the API token and the account. */
  override environment(): Record<string, string> {
    return {
      CLOUDFLARE_API_URL: this.apiUrl,
      CLOUDFLARE_API_TOKEN: this.credentials.apiToken,
      CLOUDFLARE_ACCOUNT_ID: this.credentials.accountId,
    };
  }
}

function cloudflareProvider(world: CloudflareWorld, limits: CloudflareLimits) {
  const refuse = (name: CloudflareFaultName, retryAfterSeconds?: number): Reply =>
    renderRow(CLOUDFLARE_CATALOGUE[name], {}, Date.now(), retryAfterSeconds);
  return {
    calls: [
      ...revokeRoutes,
      ...userRoutes,
      ...seatRoutes,
      ...gatewayRoutes,
      ...tokenRoutes,
      ...otherRoutes,
    ] satisfies CloudflareRoute[],
    requestIdHeader: 'cf-ray',
    usersOf: (route: CloudflareRoute, incoming: Incoming) =>
      route.users(incoming, world).map((key) => world.account.users.emailOf(key)),
    throttle(_route: CloudflareRoute, now: number) {
      const seconds = limits.refuses(now);
      return seconds === undefined ? undefined : refuse('cloudflare.any.429.971', seconds);
    },
    answer(route: CloudflareRoute, incoming: Incoming) {
      const outcome = admit(route, world, incoming) ?? route.handle(world, incoming);
      return typeof outcome === 'string' ? refuse(outcome) : outcome;
    },
    stamp: () => ({
      'cf-ray': `${randomBytes(8).toString('hex')}-FRA`,
      ...limits.headers(),
    }),
    fill: () => ({}),
    unknownRoute: () => refuse('cloudflare.any.404.7000'),
  };
}
