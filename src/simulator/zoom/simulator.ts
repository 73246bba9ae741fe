import { randomBytes } from 'node:crypto';
import { parseControl } from '../shared/control-input';
import { renderRow, type Fill } from '../shared/fault-catalogue';
import type { Incoming } from '../shared/incoming';
import type { Reply } from '../shared/reply';
import { Simulator } from '../shared/simulator';
import { ZoomAccount } from './account';
import { accountRoutes } from './account-routes';
import { ZOOM_CALLS, type ZoomCall } from './calls';
import { ZOOM_CATALOGUE, type ZoomFaultName } from './catalogue';
import { SIMULATED_ZOOM_CREDENTIALS, type ZoomCredentials } from './credentials';
import { ZOOM_EXAMPLES } from './examples';
import { ZoomLimits } from './limits';
import { meetingRoutes } from './meeting-routes';
import { oauthRoutes } from './oauth-routes';
import { minimumLength } from './password-rules';
import { roleRoutes } from './role-routes';
import type { ZoomRoute, ZoomWorld } from './routes';
import { SCOPES } from './scopes';
import { ZOOM_DEMO_USERS } from './seed';
import { ZOOM_DEFAULTS, zoomSettingsSchema, type ZoomSettings } from './settings';
import { AccessTokens } from './tokens';
import { userRoutes } from './user-routes';
import { zoomUserSchema, type ZoomUserInput, type ZoomUserView } from './users';

export interface ZoomOptions {
  readonly seed: 'demo' | 'empty';
  readonly settings?: Partial<ZoomSettings> | undefined;
}

/** The field a call is refused for when its body does not fit. */
const FIELDS: Partial<Record<ZoomCall, string>> = {
  updateStatus: 'action',
  updatePassword: 'password',
  updateUser: 'type',
  assignRole: 'members',
  endMeeting: 'action',
};

/** One Zoom account behind real HTTP. */
export class ZoomSimulator extends Simulator<
  ZoomCall,
  ZoomFaultName,
  ZoomUserInput,
  ZoomUserView,
  ZoomSettings
> {
  readonly credentials: ZoomCredentials = SIMULATED_ZOOM_CREDENTIALS;
  private readonly tokens: AccessTokens;

  constructor({ seed, settings: changes }: ZoomOptions) {
    const account = new ZoomAccount();
    const tokens = new AccessTokens();
    const settings: ZoomSettings = { ...structuredClone(ZOOM_DEFAULTS), ...changes };
    const world = { account, tokens, settings, credentials: SIMULATED_ZOOM_CREDENTIALS };
    const limits = new ZoomLimits(settings);
    super({
      label: 'Zoom',
      settings,
      settingsSchema: zoomSettingsSchema,
      callNames: ZOOM_CALLS,
      catalogue: ZOOM_CATALOGUE,
      provider: zoomProvider(world, limits),
      examples: ZOOM_EXAMPLES,
      extra: {
        'revoke-access-tokens': () => {
          tokens.revokeAll();
          return { accessTokens: tokens.live() };
        },
      },
      emailOf: (key) => account.users.emailOf(key),
      change: (input) => account.view(account.change(parseControl(zoomUserSchema, input))),
      find: (key) => {
        const user = account.users.find(key);
        return user && account.view(user);
      },
      signIn: (key, sessions) => account.view(account.signIn(key, sessions)),
      restart: () => {
        account.clear();
        tokens.revokeAll();
        limits.clear();
        if (seed === 'empty') return;
        for (const user of ZOOM_DEMO_USERS) account.change(parseControl(zoomUserSchema, user));
      },
      state: () => ({
        users: account.users.all().map((user) => account.view(user)),
        accessTokens: tokens.live(),
      }),
    });
    this.tokens = tokens;
  }

  get apiUrl(): string {
    return `${this.url}/v2`;
  }

  /** The whole token URL. */
  get oauthUrl(): string {
    return `${this.url}/oauth/token`;
  }

  /** The environment that points a worker at it. */
  override environment(): Record<string, string> {
    const { accountId, clientId, clientSecret } = this.credentials;
    return {
      ZOOM_API_URL: this.apiUrl,
      ZOOM_OAUTH_URL: this.oauthUrl,
      ZOOM_ACCOUNT_ID: accountId,
      ZOOM_CLIENT_ID: clientId,
      ZOOM_CLIENT_SECRET: clientSecret,
      ZOOM_PLAN: this.settings.plan,
    };
  }

  /** Every access token issued so far is invalid from now on. */
  revokeAccessTokens(): void {
    this.tokens.revokeAll();
  }
}

function zoomProvider(world: ZoomWorld, limits: ZoomLimits) {
  const fill = (route: ZoomRoute, { params }: Incoming, users: readonly string[]): Fill => ({
    meetingId: '',
    ...params,
    user: params['userId'] ?? users[0] ?? '',
    scopes: route.name === 'issueToken' ? '' : SCOPES[route.name].join(', '),
    minimum: String(minimumLength(world.settings.passwordRequirement)),
    history: String(world.settings.passwordHistory),
    field: FIELDS[route.name] ?? '',
  });
  const refuse = (name: ZoomFaultName, values: Fill): Reply =>
    renderRow(ZOOM_CATALOGUE[name], values, Date.now());
  return {
    calls: [...oauthRoutes, ...userRoutes, ...roleRoutes, ...meetingRoutes, ...accountRoutes],
    requestIdHeader: 'x-zm-trackingid',
    usersOf: (route: ZoomRoute, incoming: Incoming) =>
      route.users(incoming, world).map((key) => world.account.users.emailOf(key)),
    throttle: ({ label }: ZoomRoute, now: number) =>
      label === undefined || limits.allows(label, now)
        ? undefined
        : refuse('zoom.any.429.perSecond', {}),
    answer(route: ZoomRoute, incoming: Incoming) {
      const outcome = admit(route, world, incoming) ?? route.handle(world, incoming);
      return typeof outcome === 'string'
        ? refuse(outcome, fill(route, incoming, route.users(incoming, world)))
        : outcome;
    },
    stamp: (route: ZoomRoute | undefined) => ({
      'x-zm-trackingid': `v=2.0;clid=us06;rid=WEB_${randomBytes(16).toString('hex')}`,
      ...(route?.label !== undefined && limits.headers(route.label)),
    }),
    fill,
    unknownRoute: () => refuse('zoom.any.400.2300', {}),
  };
}

/** The token and its scopes; the token endpoint has its own check. */
function admit({ name }: ZoomRoute, { tokens }: ZoomWorld, { headers }: Incoming) {
  if (name === 'issueToken') return undefined;
  const token = tokens.check(headers.authorization);
  if (token.state !== 'live') return `zoom.any.401.124.${token.state}` as const;
  return SCOPES[name].some((scope) => token.scopes.has(scope)) ? undefined : 'zoom.any.400.4711';
}
