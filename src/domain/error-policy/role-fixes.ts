/** What mends a deactivation that Zoom refuses to users with a role. */
export const ADMIN_FIX =
  'The user holds a Zoom administrator role (or is a Zoom Room). Take the role away, by decision demoteAndRetry or in Zoom under User Management > Roles, then retry.';

const OWNER_FIX =
  'The user owns the Zoom account, and neither the account nor the role can be taken away: transfer the ownership in Zoom first, then retry.';
const BY_HAND_FIX =
  'The user may be a Zoom Room, or hold a role that could not be read. Take such a role away in Zoom under User Management > Roles, then retry.';

/** Zoom's role id of the account's owner, which nobody can withdraw; it is handed over in Zoom. */
export const OWNER_ROLE = '0';

/** The message of such a refusal without the decision that the run would not take. */
export const withoutDemotion = (message: string, roleId: string | undefined): string =>
  message.replace(ADMIN_FIX, roleId === OWNER_ROLE ? OWNER_FIX : BY_HAND_FIX);
