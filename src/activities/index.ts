import { activateZoomUser } from './activate-zoom-user';
import { countTermination } from './count-termination';
import { checkZeroTrustAccess } from './check-zero-trust-access';
import { checkZoomAccess } from './check-zoom-access';
import { deactivateZoomUser } from './deactivate-zoom-user';
import type { ActivityDependencies } from './dependencies';
import { endLiveZoomMeetings } from './end-live-zoom-meetings';
import { findEndedRuns } from './find-ended-runs';
import { freeZeroTrustSeat } from './free-zero-trust-seat';
import { namesInIds } from './names-in-ids';
import { postNotice } from './post-notice';
import { readEmployee } from './read-employee';
import { readPolicy } from './read-policy';
import { readZoomUser } from './read-zoom-user';
import { resolveEffectiveTime } from './resolve-effective-time';
import { restoreZoomLicence } from './restore-zoom-licence';
import { restoreZoomRole } from './restore-zoom-role';
import { revokeZeroTrustTokens } from './revoke-zero-trust-tokens';
import { revokeZoomSsoToken } from './revoke-zoom-sso-token';
import { rotateZoomPassword } from './rotate-zoom-password';
import { wantedNotices } from './wanted-notices';
import { withdrawZoomRole } from './withdraw-zoom-role';

/** All activities, by the queue they are served on: each provider has its own, which is its rate limiter. */
export const createActivities = (deps: ActivityDependencies) => ({
  run: {
    countTermination: countTermination(),
    findEndedRuns: findEndedRuns(),
    namesInIds: namesInIds(deps),
    resolveEffectiveTime: resolveEffectiveTime(deps),
    readEmployee: readEmployee(deps),
    readPolicy: readPolicy(deps),
    wantedNotices: wantedNotices(deps),
  },
  zoom: {
    revokeZoomSsoToken: revokeZoomSsoToken(deps),
    readZoomUser: readZoomUser(deps),
    endLiveZoomMeetings: endLiveZoomMeetings(deps),
    deactivateZoomUser: deactivateZoomUser(deps),
    rotateZoomPassword: rotateZoomPassword(deps),
    withdrawZoomRole: withdrawZoomRole(deps),
    checkZoomAccess: checkZoomAccess(deps),
    restoreZoomRole: restoreZoomRole(deps),
    activateZoomUser: activateZoomUser(deps),
    restoreZoomLicence: restoreZoomLicence(deps),
  },
  cloudflare: {
    revokeZeroTrustTokens: revokeZeroTrustTokens(deps),
    checkZeroTrustAccess: checkZeroTrustAccess(deps),
    freeZeroTrustSeat: freeZeroTrustSeat(deps),
  },
  notices: { postNotice: postNotice(deps) },
});

type Activities = ReturnType<typeof createActivities>;
export type RunActivities = Activities['run'];
export type ZoomActivities = Activities['zoom'];
export type NoticeActivities = Activities['notices'];
export type CloudflareActivities = Activities['cloudflare'];
export type { ActivityDependencies } from './dependencies';
