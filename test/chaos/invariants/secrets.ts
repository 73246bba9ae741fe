import { findSecrets } from '../../secrets/find-secrets';
import type { Evidence, Finding } from '../evidence/evidence';

/** Not one password, token or key that was ever used is in anything that stays. */
export function noSecretLeaves({ haystacks, secrets }: Evidence): Finding {
  return {
    checked: Object.keys(haystacks).length * secrets.size,
    violations: findSecrets(haystacks, secrets),
  };
}
