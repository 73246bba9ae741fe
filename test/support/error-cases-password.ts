import type { ErrorCase } from './error-cases';
import { absent, escalated, exhausted, mended, retried } from './error-cases-makers';

const localised = (message: string) => ({ status: 400, body: { code: 300, message } });
const changed = { passwordChanges: 1 };
const unchanged = { passwordChanges: 0 };

/** The tries of one password after another are one try of the step. */
const ANOTHER_PASSWORD: ErrorCase[] = [
  mended('updatePassword', 'zoom.password.400.300.same', 1, changed),
  mended('updatePassword', 'zoom.password.400.1124', 1, changed),
  mended('updatePassword', 'zoom.password.400.1125', 2, changed),
  mended('updatePassword', 'zoom.password.400.1126', 1, changed),
  mended('updatePassword', 'zoom.password.400.1127', 2, changed),
  mended('updatePassword', 'zoom.password.400.1128', 1, changed),
  mended('updatePassword', 'zoom.password.400.1129', 2, changed),
  mended('updatePassword', 'zoom.password.400.1130', 1, changed),
  mended('updatePassword', 'zoom.password.400.1131', 2, changed),
  mended('updatePassword', 'zoom.password.400.1136', 2, changed),
  escalated('updatePassword', 'zoom.password.400.1136', 'zoom.400.1136', {
    name: 'updatePassword zoom.password.400.1136 for ever: three passwords, then a person',
    calls: 3,
    ...unchanged,
  }),
  escalated('updatePassword', 'zoom.password.400.300.same', 'zoom.400.300', {
    name: 'updatePassword zoom.password.400.300.same for ever: three passwords, then a person',
    calls: 3,
    ...unchanged,
  }),
];

/** A try without an answer may have changed the password: then "the old one" says that it did. */
const LANDED: ErrorCase[] = [
  mended('updatePassword', 'zoom.password.400.300.same', 3, {
    name: 'updatePassword zoom.password.400.300.same after a try that had its effect but no answer',
    before: [{ call: 'updatePassword', fault: 'zoom.any.reset', applied: true }],
    attempts: 2,
    calls: 4,
    ...changed,
  }),
  escalated('updatePassword', localised('新密码不能与旧密码相同。'), 'zoom.400.300', {
    name: 'updatePassword says something in Chinese after a try that had its effect but no answer',
    before: [{ call: 'updatePassword', fault: 'zoom.any.reset', applied: true }],
    attempts: 2,
    calls: 2,
    ...changed,
  }),
];

const LIMIT: ErrorCase[] = [
  retried('updatePassword', 'zoom.password.400.300.limit', { waits: 500, ...changed }),
  exhausted('updatePassword', 'zoom.password.400.300.limit', 'zoom.400.300', {
    waits: 500,
    ...unchanged,
  }),
];

const REFUSED: ErrorCase[] = [
  absent('updatePassword', 'zoom.password.400.1123', 'zoom.400.1123', {
    name: 'updatePassword of one who signs in by SSO only',
    zoomUser: { login_types: [101] },
    natural: true,
    ...unchanged,
  }),
  escalated('updatePassword', 'zoom.password.400.1117', 'zoom.400.1117', unchanged),
  escalated('updatePassword', 'zoom.any.400.300.validation', 'zoom.400.300', unchanged),
  escalated('updatePassword', 'zoom.any.200.error', 'zoom.200.300', unchanged),
  escalated('updatePassword', localised('新密码不能与旧密码相同。'), 'zoom.400.300', unchanged),
  escalated(
    'updatePassword',
    localised('В течение суток пароль больше менять нельзя.'),
    'zoom.400.300',
    unchanged,
  ),
];

/** What Zoom says about a new password. */
export const PASSWORD_CASES: readonly ErrorCase[] = [
  ...ANOTHER_PASSWORD,
  ...LANDED,
  ...LIMIT,
  ...REFUSED,
];
