import { ControlError } from '../shared/control-input';
import { Directory, stableUuid, withChanges } from '../shared/directory';
import type { CloudflareSettings } from './settings';
import {
  newCloudflareUser,
  registrationIds,
  type AccessSession,
  type CloudflareUser,
  type CloudflareUserChange,
  type CloudflareUserView,
} from './users';

/** The list that a Block rule above Allow uses for leavers. */
export const LEAVERS_LIST_ID = stableUuid('gateway list: leavers');

/** Access users, their sessions, seats and devices, and the Gateway lists of one Cloudflare account. */
export class CloudflareAccount {
  readonly users = new Directory<CloudflareUser>();
  /** Entries with their descriptions, by list id. */
  readonly lists = new Map<string, Map<string, string>>();
  private signIns = 0;

  constructor(private readonly settings: CloudflareSettings) {
    this.clear();
  }

  clear(): void {
    this.users.clear();
    this.lists.clear();
    this.lists.set(LEAVERS_LIST_ID, new Map());
  }

  /** Adds a user or changes the one with this id or e-mail. */
  change({ sessions, devices, ...changes }: CloudflareUserChange): CloudflareUser {
    const known = this.users.find(changes.id ?? changes.email) ?? this.users.find(changes.email);
    const user = withChanges<CloudflareUser>(known ?? newCloudflareUser(changes.email), changes);
    const wanted = sessions ?? (known === undefined ? 1 : undefined);
    if (wanted !== undefined) user.liveSessions = this.newSessions(user, wanted);
    const registered = devices ?? (known === undefined ? 1 : undefined);
    if (registered !== undefined) user.registrations = registrationIds(user.email, registered);
    this.users.put(user, known);
    return user;
  }

  /** Gives a user fresh sessions; throws `ControlError` where their identity provider lets them in no more. */
  signIn(key: string, sessions: number): CloudflareUser {
    const user = this.users.find(key);
    if (user === undefined) {
      throw new ControlError([{ field: 'user', problem: `no Access user is called ${key}` }], 404);
    }
    if (!user.idpAllows) {
      const problem = `the identity provider no longer lets ${user.email} in (idpAllows is false)`;
      throw new ControlError([{ field: 'user', problem }], 409);
    }
    user.liveSessions = [...this.sessionsOf(user), ...this.newSessions(user, sessions)];
    user.last_successful_login = new Date().toISOString();
    user.access_seat = true; // signing in takes a seat
    return user;
  }

  /** The sessions that have not run out. */
  sessionsOf(user: CloudflareUser): AccessSession[] {
    const now = Date.now() / 1000;
    return user.liveSessions.filter(({ expiration }) => expiration > now);
  }

  view(user: CloudflareUser): CloudflareUserView {
    const { liveSessions: _sessions, ...open } = user;
    return {
      ...open,
      sessions: this.sessionsOf(user).length,
      active_device_count: user.registrations.length,
    };
  }

  private newSessions(user: CloudflareUser, sessions: number): AccessSession[] {
    const expiration = Math.floor(Date.now() / 1000) + this.settings.sessionLifetimeSeconds;
    return Array.from({ length: sessions }, () => {
      this.signIns += 1;
      return { expiration, name: stableUuid(`session ${this.signIns} ${user.email}`) };
    });
  }
}
