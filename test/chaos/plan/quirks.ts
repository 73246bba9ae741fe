import type { StepName } from '../../../src/domain/steps';
import type { Simulators } from '../../../src/simulator';

type ZoomUser = Omit<Parameters<Simulators['zoom']['addUser']>[0], 'email'>;
type ZoomFault = Parameters<Simulators['zoom']['addFault']>[0];

/** How a leaver's run must stand when nothing moves any more. */
export type Ending =
  | { kind: 'out' }
  /** By step, the code that is true of the leaver; all of them are asked about, and nothing else. */
  | { kind: 'blocked'; needs: Partial<Record<StepName, string>> }
  | { kind: 'held'; code: string };

export interface ChaosPolicy {
  adminAccounts: 'ask' | 'demote';
}

interface Quirk {
  /** How many of them there are among those drawn at random. */
  weight: number;
  /** Absent: Zoom does not know the leaver. */
  zoom?: ZoomUser;
  /** Absent: Cloudflare does not know the leaver. */
  cloudflare?: { sessions: number };
  /** Of this leaver alone, for as long as the suite runs. */
  fault?: Omit<ZoomFault, 'user'>;
  ends: Ending | ((policy: ChaosPolicy) => Ending);
}

const OUT = { kind: 'out' } as const;
const REFUSED_ADMIN = 'zoom.400.200';
const blocked = (needs: Partial<Record<StepName, string>>): Ending => ({ kind: 'blocked', needs });
const EVERYWHERE = { zoom: {}, cloudflare: { sessions: 2 } };
const ADMIN = {
  deactivateZoomUser: REFUSED_ADMIN,
  rotateZoomPassword: 'zoom.400.1117',
} as const;

/** Everything that may be special about a leaver, and what is true of them therefore. */
export const QUIRKS = {
  normal: { weight: 30, ...EVERYWHERE, ends: OUT },
  basic: { weight: 5, ...EVERYWHERE, zoom: { type: 1 }, ends: OUT },
  ssoOnly: { weight: 5, ...EVERYWHERE, zoom: { login_types: [101] }, ends: OUT },
  helpDesk: {
    weight: 4,
    ...EVERYWHERE,
    zoom: { role_id: 'RHelpDesk', role_name: 'Help desk' },
    ends: OUT,
  },
  inactive: { weight: 4, ...EVERYWHERE, zoom: { status: 'inactive', sessions: 0 }, ends: OUT },
  invited: { weight: 3, ...EVERYWHERE, zoom: { status: 'pending', sessions: 0 }, ends: OUT },
  onlyInZoom: { weight: 5, zoom: {}, ends: OUT },
  onlyInCloudflare: { weight: 5, cloudflare: { sessions: 1 }, ends: OUT },
  passwordLimit: {
    weight: 4,
    ...EVERYWHERE,
    fault: { fault: 'zoom.password.400.300.limit', times: 2 },
    ends: OUT,
  },
  nowhere: { weight: 4, ends: blocked({ readZoomUser: 'employee.notFoundAnywhere' }) },
  admin: {
    weight: 5,
    ...EVERYWHERE,
    zoom: { role_id: '1' },
    ends: ({ adminAccounts }) => (adminAccounts === 'demote' ? OUT : blocked(ADMIN)),
  },
  owner: { weight: 2, ...EVERYWHERE, zoom: { role_id: '0' }, ends: blocked(ADMIN) },
  zoomRoom: {
    weight: 3,
    ...EVERYWHERE,
    zoom: { zoomRoom: true },
    ends: blocked({ deactivateZoomUser: REFUSED_ADMIN }),
  },
  eventsHost: {
    weight: 3,
    ...EVERYWHERE,
    zoom: { hasUpcomingEvents: true },
    ends: blocked({ deactivateZoomUser: 'zoom.400.300' }),
  },
  forceLocked: {
    weight: 3,
    ...EVERYWHERE,
    zoom: { forceLocked: true },
    ends: blocked({ deactivateZoomUser: 'zoom.400.1000' }),
  },
  // Zoom says yes, and does nothing.
  deceived: {
    weight: 3,
    ...EVERYWHERE,
    fault: { call: 'updateStatus', times: 'always', respond: { status: 204 } },
    ends: blocked({ verifyAccessRemoved: 'zoom.stillActive' }),
  },
  protected: { weight: 4, ...EVERYWHERE, ends: { kind: 'held', code: 'employee.protected' } },
} as const satisfies Record<string, Quirk>;

export type QuirkName = keyof typeof QUIRKS;
export const QUIRK_NAMES = Object.keys(QUIRKS) as QuirkName[];

export const quirkOf = (name: QuirkName): Quirk => QUIRKS[name];

export function endingOf(name: QuirkName, policy: ChaosPolicy): Ending {
  const { ends } = quirkOf(name);
  return typeof ends === 'function' ? ends(policy) : ends;
}

/** Patterns of the policy's `protectedAccounts`. */
export const PROTECTED = '*@board.example.com';
export const domainOf = (name: QuirkName): string =>
  name === 'protected' ? 'board.example.com' : 'example.com';
