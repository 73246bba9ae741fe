import type { Incoming } from '../shared/incoming';
import { success } from './envelope';
import { ACCOUNT, type CloudflareRoute, type CloudflareWorld, type Outcome } from './routes';
import { SEATS_WRITE, ZERO_TRUST_WRITE } from './settings';
import type { CloudflareUser } from './users';

interface SeatChange {
  readonly seat_uid: string;
  readonly access_seat: boolean;
  readonly gateway_seat: boolean;
}

/** Frees or takes seats. A seat is for the bill: without one, a session lives on. */
function updateSeats(world: CloudflareWorld, incoming: Incoming): Outcome {
  const changes = incoming.json;
  if (!Array.isArray(changes) || changes.length === 0 || !changes.every(isSeatChange)) {
    return 'cloudflare.any.400.12130';
  }
  const seats = changes.map((change) => ({ change, user: userOfSeat(world, change.seat_uid) }));
  if (seats.some(({ user }) => user === undefined)) return 'cloudflare.any.404.12135';
  for (const { change, user } of seats) {
    if (user === undefined) continue;
    user.access_seat = change.access_seat;
    user.gateway_seat = change.gateway_seat;
  }
  return success(seats.map(({ change }) => change));
}

function isSeatChange(value: unknown): value is SeatChange {
  const { seat_uid, access_seat, gateway_seat } = Object(value) as Partial<SeatChange>;
  return (
    typeof seat_uid === 'string' &&
    typeof access_seat === 'boolean' &&
    typeof gateway_seat === 'boolean'
  );
}

function userOfSeat({ account }: CloudflareWorld, seatUid: string): CloudflareUser | undefined {
  return account.users.all().find(({ seat_uid }) => seat_uid === seatUid);
}

function revokeRegistrations(world: CloudflareWorld, { query }: Incoming): Outcome {
  const ids = query.getAll('id');
  if (ids.length === 0) return 'cloudflare.any.400.12130';
  const owners = ids.map((id) => ownerOf(world, id));
  if (owners.includes(undefined)) return 'cloudflare.any.404.12135';
  for (const user of owners) {
    if (user === undefined) continue;
    user.registrations = user.registrations.filter((id) => !ids.includes(id));
  }
  return success({});
}

function ownerOf({ account }: CloudflareWorld, registration: string): CloudflareUser | undefined {
  return account.users.all().find(({ registrations }) => registrations.includes(registration));
}

export const seatRoutes: readonly CloudflareRoute[] = [
  {
    name: 'updateSeats',
    method: 'PATCH',
    path: `${ACCOUNT}/access/seats`,
    permissions: [SEATS_WRITE],
    users: ({ json }, world) =>
      (Array.isArray(json) ? json.filter(isSeatChange) : []).flatMap(
        ({ seat_uid }) => userOfSeat(world, seat_uid)?.email ?? [],
      ),
    handle: updateSeats,
  },
  {
    name: 'revokeRegistrations',
    method: 'POST',
    path: `${ACCOUNT}/devices/registrations/revoke`,
    permissions: [ZERO_TRUST_WRITE],
    users: ({ query }, world) =>
      query.getAll('id').flatMap((id) => ownerOf(world, id)?.email ?? []),
    handle: revokeRegistrations,
  },
];
