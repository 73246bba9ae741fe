import { isDone, isRetrying, isState, type Stage } from './operations/stage';
import { playAll } from './operations/play-all';
import type { Situation } from './operations/walk';

const [HANNA, OMAR, AMARA] = ['hanna.berg', 'omar.haddad', 'amara.okafor'].map(
  (name) => `${name}@example.com`,
) as [string, string, string];
const SOFIA = 'sofia.rossi@example.com';
/** They wait as long as people do, and are not waited for here: what is told of them is. */
const [MIA, LIAM] = ['mia.novak@example.com', 'liam.keller@example.com'] as const;
const LONG = { times: 'always', retryAfterSeconds: 7_200 } as const;

const isBlocked = isState('blocked');
/** What comes again by itself comes soon, and as often as it takes. */
const SOON = { times: 'always', retryAfterSeconds: 2 } as const;
const OFTEN = { retry: { maximumAttempts: 1_000 } };

const clear = ({ engine: { simulators } }: Stage): void => {
  simulators.zoom.clearFaults();
  simulators.cloudflare.clearFaults();
};

const SITUATIONS: Record<string, Situation> = {
  '1. Token expired / At Zoom': {
    async play(stage) {
      const { zoom } = stage.engine.simulators;
      zoom.addFault({ fault: 'zoom.oauth.400.invalid_client', times: 'always' });
      zoom.revokeAccessTokens();
      for (const name of ['emma.lindqvist', 'noah.fischer'])
        await stage.leaves(`${name}@example.com`, (status) => status.needs.length === 4);
    },
    mend: async (stage) => clear(stage),
  },
  '1. Token expired / At Cloudflare': {
    async play(stage) {
      stage.engine.simulators.cloudflare.settings.tokenStatus = 'expired';
      await stage.leaves('mateo.silva@example.com', isBlocked);
    },
    async mend({ engine: { simulators } }) {
      simulators.cloudflare.settings.tokenStatus = 'active';
    },
  },
  '2. Permission missing': {
    async play(stage) {
      const { settings } = stage.engine.simulators.zoom;
      settings.scopes = settings.scopes.filter(
        (scope) => !/^user:(write:|update:password)/.test(scope),
      );
      await stage.leaves(HANNA, isBlocked);
    },
    async mend({ engine }) {
      const { zoom } = engine.simulators;
      zoom.settings.scopes.push('user:write:admin');
      // Stands for the half minute after which the engine itself asks for another token.
      zoom.revokeAccessTokens();
    },
  },
  '3. Admin refused': {
    play: (stage) => stage.leaves(OMAR, ({ needs }) => needs.length === 2, { role_id: '1' }),
  },
  '4. Zoom Events': {
    play: (stage) => stage.leaves(AMARA, isBlocked, { hasUpcomingEvents: true }),
    async mend({ engine }) {
      engine.simulators.zoom.addUser({ email: AMARA, hasUpcomingEvents: false });
    },
  },
  "5. Daily limit / Of Zoom's API": {
    async play(stage) {
      await stage.usePolicy(OFTEN);
      const { zoom } = stage.engine.simulators;
      const fault = { call: '*', fault: 'zoom.any.429.daily' } as const;
      zoom.addFault({ ...fault, user: MIA, ...LONG });
      await stage.leaves(MIA, isRetrying('revokeZoomSsoToken'));
      zoom.addFault({ ...fault, ...SOON });
      await stage.leaves(SOFIA, isRetrying('revokeZoomSsoToken', 'deactivateZoomUser'));
    },
    async mend({ engine }) {
      engine.simulators.zoom.addUser({ email: SOFIA, status: 'inactive' });
    },
    passes: async (stage) => clear(stage),
  },
  '5. Daily limit / Of password changes': {
    async play(stage) {
      await stage.usePolicy({ passwordLimitDelay: '24h' });
      const fault = 'zoom.password.400.300.limit';
      stage.engine.simulators.zoom.addFault({ fault, times: 'always' });
      await stage.leaves('lucas.weber@example.com', isRetrying('rotateZoomPassword'));
      clear(stage);
    },
  },
  '6. Cloudflare throttled': {
    async play(stage) {
      await stage.usePolicy(OFTEN);
      const { cloudflare } = stage.engine.simulators;
      const fault = { call: '*', fault: 'cloudflare.any.429.971' } as const;
      cloudflare.addFault({ ...fault, user: LIAM, ...LONG });
      await stage.leaves(LIAM, isRetrying('revokeZeroTrustTokens'));
      cloudflare.addFault({ ...fault, ...SOON });
      await stage.leaves(
        'chloe.martin@example.com',
        (status) => isDone('deactivateZoomUser')(status) && status.needs.length === 0,
      );
    },
    passes: async (stage) => clear(stage),
  },
};

playAll(SITUATIONS);
