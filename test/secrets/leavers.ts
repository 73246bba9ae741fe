import { CLOUDFLARE_CATALOGUE, ZOOM_CATALOGUE } from '../../src/simulator';
import type { Engine } from '../support/engine';
import { ECHOES } from './echoing-proxy';

/** A run of the secrets test: its workflow id, and the leaver's e-mail. */
export interface Leaver {
  id: string;
  email: string;
}

type Rows = Record<string, { call?: string; retryAfter?: string }>;

/** Every fault of the simulators' catalogues but those of the token endpoint, once, for a leaver of its own. */
export function faultyLeavers({ simulators }: Engine): Leaver[] {
  const { zoom, cloudflare } = simulators;
  const rowsOf = (rows: object, standard: string) =>
    Object.entries(rows as Rows).map(([fault, { call = standard, retryAfter }]) => ({
      fault,
      call,
      ...(retryAfter === undefined ? {} : { retryAfterSeconds: 1 }),
    }));
  // Any call may fail that way: the one that carries the most to be told.
  const inZoom = rowsOf(ZOOM_CATALOGUE, 'updatePassword');
  const inCloudflare = rowsOf(CLOUDFLARE_CATALOGUE, 'revokeUser');
  return [
    ...inZoom
      .filter(({ call }) => call !== 'issueToken')
      .map((fault, index) => {
        const leaver = addLeaver(simulators, fault.fault, `zoom-fault-${index}`, {
          liveMeetings: [{ id: 1_000 + index, topic: 'Stand-up', type: 2 }],
          ...(fault.call === 'unassignRole' ? { role_id: '1' } : {}),
        });
        zoom.addFault({ ...fault, user: leaver.email } as never);
        return leaver;
      }),
    ...inCloudflare.map((fault, index) => {
      const leaver = addLeaver(simulators, fault.fault, `cloudflare-fault-${index}`);
      cloudflare.addFault({ ...fault, user: leaver.email } as never);
      return leaver;
    }),
  ];
}

/** For each echo one leaver, about whom both providers answer with whatever they were sent. */
export const echoedLeavers = ({ simulators }: Engine, round: number): Leaver[] =>
  Object.keys(ECHOES).map((echo) =>
    addLeaver(simulators, `echo.${echo}.${round}`, `${echo}.${round}`),
  );

export function addLeaver(
  { zoom, cloudflare }: Engine['simulators'],
  id: string,
  name: string,
  inZoom: object = {},
): Leaver {
  const email = `${name}@example.com`;
  zoom.addUser({ ...inZoom, email });
  cloudflare.addUser({ email, sessions: 1 });
  return { id, email };
}
