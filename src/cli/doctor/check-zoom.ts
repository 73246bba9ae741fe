import type { Checked } from '../../config/faults';
import type { ZoomConfig } from '../../config/zoom';
import { createZoomClient } from '../../providers/zoom/client';
import { failed, misconfigured, ok, PATIENCE, type Finding } from './finding';
import { missingScopes, NEEDED_SCOPES, OPTIONAL_SCOPES, scopeNames } from './zoom-scopes';

const TOKEN = 'Zoom token';
const SCOPES = 'Zoom scopes';
const MARKETPLACE =
  'Add them to the Server-to-Server OAuth app in the Zoom App Marketplace (page "Scopes"), then save it.';

/** Gets a token, as the worker does, and reads the scopes that come with it. */
export async function checkZoom(config: Checked<ZoomConfig>): Promise<Finding[]> {
  if ('faults' in config) return [misconfigured(TOKEN, config)!];
  const zoom = createZoomClient({ ...config.value, timeoutMs: PATIENCE });
  try {
    return [
      ok(TOKEN, `issued by ${config.value.oauthUrl}`),
      scopesFinding(await zoom.tokenScopes()),
    ];
  } catch (error) {
    return [failed(TOKEN, error)];
  }
}

function scopesFinding(granted: readonly string[]): Finding {
  const missing = missingScopes(granted, NEEDED_SCOPES);
  const unavailable = missingScopes(granted, OPTIONAL_SCOPES);
  if (missing.length > 0)
    return {
      check: SCOPES,
      state: 'failed',
      detail: `missing: ${scopeNames(missing)}`,
      mend: MARKETPLACE,
    };
  if (unavailable.length > 0)
    return {
      check: SCOPES,
      state: 'warning',
      detail: `enough for every run; without ${scopeNames(unavailable)}`,
      mend: MARKETPLACE,
    };
  return ok(SCOPES, 'all that the engine uses');
}
