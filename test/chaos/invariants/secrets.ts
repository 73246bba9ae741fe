import { findSecrets } from '../../secrets/find-secrets';
import type { Evidence, Finding } from '../evidence/evidence';

/**
 * Not one password, token or key that was ever used is in anything that stays; and with encryption on, Temporal has not
 * one e-mail or name in clear.
 */
export function noSecretLeaves({ histories, haystacks, secrets, people }: Evidence): Finding {
  const all = { ...histories, ...haystacks };
  const { length } = Object.keys(histories);
  return {
    checked: Object.keys(all).length * secrets.size + length * people.size,
    violations: [...findSecrets(all, secrets), ...findSecrets(histories, people)],
  };
}
