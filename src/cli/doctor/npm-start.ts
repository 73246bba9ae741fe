import { isLoopback } from '../../config/environment';
import { valueIn, type Checked } from '../../config/faults';
import { PROVIDER_VARIABLES } from '../../config/local';
import type { TemporalConfig } from '../../config/temporal';
import type { Finding } from './finding';

/** Of the simulators that `npm start` brings up, on their usual ports. */
const SIMULATORS = [4010, 4020].map((port) => `http://127.0.0.1:${port}/_control/environment`);

/**
 * A shell beside a plain `npm start` has none of the variables that it gave to its own worker: said in one finding, in
 * place of all that is missing.
 */
export function besideNpmStart(
  variables: Record<string, string>,
  temporal: Checked<TemporalConfig>,
): Finding | undefined {
  const isHere = isLoopback(valueIn(temporal)?.address.replace(/:\d+$/, '') ?? '');
  if (!isHere || PROVIDER_VARIABLES.some((name) => name in variables)) return undefined;
  return {
    check: 'Providers',
    state: 'failed',
    detail:
      'not configured: this shell has no ZOOM_* and no CLOUDFLARE_* variable.\n`npm start` tells those of its simulators to its own worker only.',
    mend: `For the real ones, set the variables of the worker. For the simulators of npm start: eval "$(curl -s ${SIMULATORS.join(' ')})"`,
  };
}
