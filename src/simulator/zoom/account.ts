import { createHmac, randomBytes } from 'node:crypto';
import { Directory, withChanges } from '../shared/directory';
import { ControlError } from '../shared/control-input';
import { newZoomUser, type ZoomUser, type ZoomUserChange, type ZoomUserView } from './users';

export const OWNER = '0';
const ADMIN = '1';
export const MEMBER = '2';

/** Owners and admins, whose status and password the API leaves alone. */
export const isAdmin = (user: ZoomUser): boolean =>
  user.role_id === OWNER || user.role_id === ADMIN;

/** The people of one Zoom account and their roles. */
export class ZoomAccount {
  readonly users = new Directory<ZoomUser>();
  private roles = new Map<string, string>();
  private readonly salt = randomBytes(32);

  constructor() {
    this.clear();
  }

  clear(): void {
    this.users.clear();
    this.roles = new Map([
      [OWNER, 'Owner'],
      [ADMIN, 'Admin'],
      [MEMBER, 'Member'],
    ]);
  }

  hasRole(roleId: string): boolean {
    return this.roles.has(roleId);
  }

  /** Adds a user or changes the one with this id or e-mail. */
  change({ password, role_name, ...changes }: ZoomUserChange): ZoomUser {
    const known = this.users.find(changes.id ?? changes.email) ?? this.users.find(changes.email);
    const user = withChanges<ZoomUser>(known ?? newZoomUser(changes.email), changes);
    if (password !== undefined) {
      user.passwordHashes = [this.hash(password), ...user.passwordHashes];
    }
    if (!this.roles.has(user.role_id)) this.roles.set(user.role_id, role_name ?? user.role_id);
    this.users.put(user, known);
    return user;
  }

  /** Gives a user a fresh session, as signing in does; throws `ControlError` where Zoom would not let them in. */
  signIn(key: string, sessions: number): ZoomUser {
    const user = this.users.find(key);
    if (user === undefined) {
      throw new ControlError([{ field: 'user', problem: `no Zoom user is called ${key}` }], 404);
    }
    if (user.status !== 'active') {
      const problem = `${user.email} is ${user.status} in Zoom, which blocks signing in`;
      throw new ControlError([{ field: 'user', problem }], 409);
    }
    user.sessions += sessions;
    return user;
  }

  hash(password: string): string {
    return createHmac('sha256', this.salt).update(password).digest('base64');
  }

  /** Active users without a licence. */
  basicUsers(): number {
    return this.users.all().filter(({ status, type }) => status === 'active' && type === 1).length;
  }

  hostOf(meetingId: string): ZoomUser | undefined {
    return this.users
      .all()
      .find(({ liveMeetings }) => liveMeetings.some(({ id }) => String(id) === meetingId));
  }

  roleName(user: ZoomUser): string {
    return this.roles.get(user.role_id) ?? user.role_id;
  }

  view(user: ZoomUser): ZoomUserView {
    const { passwordHashes: _hashes, passwordChanges, ...open } = user;
    return { ...open, role_name: this.roleName(user), passwordChanges: passwordChanges.length };
  }
}
