import type { Checked } from '../../config/faults';
import type { ZoomConfig } from '../../config/zoom';
import type { Policy } from '../../domain/policy';
import { createZoomClient } from '../../providers/zoom/client';
import { failed, misconfigured, ok, PATIENCE, type Finding } from './finding';
import { missingScopes, scopeNames, surplusScopes, type ZoomScope } from './zoom-scopes';

const TOKEN = 'Zoom token';
const SCOPES = 'Zoom scopes';
const LEAST = 'Zoom least privilege';
const MARKETPLACE =
  'Add them to the Server-to-Server OAuth app in the Zoom App Marketplace (page "Scopes"), then save it.';
const TAKE_OUT =
  'The app should not have these: take them out in the Zoom App Marketplace (page "Scopes"); docs/permissions.md has what the engine needs.';
const ANOTHER_APP =
  'An app made today has granular scopes, which do no more than is needed: make one, and change to it as docs/security.md says.';

/** Gets a token, as the worker does, and reads the scopes that come with it: enough, and no more than enough. */
export async function checkZoom(config: Checked<ZoomConfig>, policy: Policy): Promise<Finding[]> {
  if ('faults' in config) return [misconfigured(TOKEN, config)!];
  const zoom = createZoomClient({ ...config.value, timeoutMs: PATIENCE });
  try {
    const granted = await zoom.tokenScopes();
    const token = ok(TOKEN, `issued by ${config.value.oauthUrl}`);
    return granted.length === 0
      ? [token, UNNAMED]
      : [token, enough(granted, policy), noMoreThanEnough(granted, policy)];
  } catch (error) {
    return [failed(TOKEN, error)];
  }
}

const UNNAMED: Finding = {
  check: SCOPES,
  state: 'warning',
  detail: 'the token names none, so nobody can tell from here whether they are enough',
  mend: 'Compare the page "Scopes" of the app in the Zoom App Marketplace with docs/permissions.md.',
};

function enough(granted: readonly string[], policy: Policy): Finding {
  const lacking = (state: Finding['state'], before: string, scopes: readonly ZoomScope[]) => ({
    ...{ check: SCOPES, state, detail: before + scopeNames(scopes), mend: MARKETPLACE },
  });
  const missing = missingScopes(granted, policy, 'needed');
  if (missing.length > 0) return lacking('failed', 'missing: ', missing);
  const unavailable = missingScopes(granted, policy, 'useful');
  return unavailable.length > 0
    ? lacking('warning', 'enough for every run; without ', unavailable)
    : ok(SCOPES, 'all that the engine uses');
}

function noMoreThanEnough(granted: readonly string[], policy: Policy): Finding {
  const surplus = surplusScopes(granted, policy);
  if (surplus.length === 0) return ok(LEAST, 'no scope that the engine does not use');
  const lines = surplus.map(({ scope, why }) => `  ${scope} (${why})`);
  const mends = [
    ...(surplus.some(({ isClassic }) => !isClassic) ? [TAKE_OUT] : []),
    ...(surplus.some(({ isClassic }) => isClassic) ? [ANOTHER_APP] : []),
  ];
  return {
    check: LEAST,
    state: 'warning',
    detail: ['more than the engine needs:', ...lines].join('\n'),
    mend: mends.join(' '),
  };
}
