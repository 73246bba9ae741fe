import type { Reaction, ReactionKind } from '../../src/domain/error-policy/reaction';
import type { ErrorPolicyRow } from '../../src/domain/error-policy/row';
import { DEFAULT_POLICY } from '../../src/domain/policy';
import { inWords } from './markdown';

const { retry, maximumSecretAttempts, passwordLimitDelay, sweepInterval } = DEFAULT_POLICY;

interface Explanation {
  engine: string;
  person: string;
}

/** What each reaction is, for the introduction. Figures are the policy's defaults. */
export const REACTIONS: Record<ReactionKind, Explanation> = {
  done: {
    engine: 'The wanted state is there already: the step is done.',
    person: 'Nothing.',
  },
  notApplicable: {
    engine: 'There is nothing to do for this user: the step ends `notApplicable`, and says why.',
    person:
      'Nothing, if you expected it. An account that you know to exist: check the e-mail address.',
  },
  retry: {
    engine: `Tries again after ${inWords(retry.initialInterval)}, then after longer and longer waits of up to ${inWords(retry.maximumInterval)}; ${retry.maximumAttempts} tries in all (policy \`retry\`). Then the step is blocked, and still tried again by itself every ${inWords(sweepInterval)}.`,
    person: 'Nothing at first. If it is blocked for long, see whether the provider has an outage.',
  },
  retryAt: {
    engine:
      'Waits for as long as the provider says in `Retry-After`, or for the time in the table where it says nothing, and tries again; never earlier. As many tries as for `retry`, and after them the same.',
    person: 'Nothing at first; the status shows the time of the next try.',
  },
  renewToken: {
    engine:
      'Gets a new access token and repeats the call, once, at once; then the step is blocked.',
    person: 'Mend what the table says, then `retry`.',
  },
  newSecret: {
    engine: `Makes another, stricter password, up to ${maximumSecretAttempts} in all (policy \`maximumSecretAttempts\`); then the step is blocked.`,
    person: 'Mend what the table says, then `retry`.',
  },
  compensate: {
    engine:
      'Contains what it cannot finish (see below), then the step is blocked. An administrator is demoted and tried again only where policy `adminAccounts` is `demote`.',
    person: 'Mend what the table says, then `retry`; or `demoteAndRetry` where it is offered.',
  },
  escalate: {
    engine: 'Blocks the step at once: trying again by itself would change nothing.',
    person: 'Mend what the table says, then `retry`.',
  },
};

/** What the engine does about this very row, in a few words. */
export function whatIsDone({ reaction, calls }: ErrorPolicyRow): string {
  switch (reaction.kind) {
    case 'done':
      return 'Counts the step as done.';
    case 'notApplicable':
      return reaction.confirmBy
        ? 'Nothing to do (`notApplicable`), if the look-up of users does not find the person either; else asks a person.'
        : 'Nothing to do (`notApplicable`).';
    case 'retry':
      return `Tries again${reaction.limit === undefined ? '' : `, ${reaction.limit} times in all`}; then asks a person, and goes on trying.`;
    case 'retryAt':
      return `Tries again when \`Retry-After\` says so, else after ${waitOf(reaction)}; then asks a person, and goes on trying.`;
    case 'renewToken':
      return 'Repeats the call with a new token, once; then asks a person.';
    case 'newSecret':
      return `Sends another password, ${maximumSecretAttempts} in all; then asks a person.`;
    case 'compensate':
      return containment(reaction, calls);
    case 'escalate':
      return 'Asks a person at once.';
  }
}

const waitOf = ({ otherwise }: Extract<Reaction, { kind: 'retryAt' }>): string =>
  otherwise === 'passwordLimitDelay'
    ? `${inWords(passwordLimitDelay)} (policy \`passwordLimitDelay\`)`
    : inWords(otherwise);

function containment(
  { compensation }: Extract<Reaction, { kind: 'compensate' }>,
  calls: ErrorPolicyRow['calls'],
): string {
  const contains = calls.includes('updateStatus');
  return [
    contains ? 'Rotates the password and revokes again at once.' : '',
    compensation.withdrawsRole
      ? 'With policy `adminAccounts: "demote"`: takes the role away and tries again.'
      : '',
    'Then asks a person.',
  ]
    .filter(Boolean)
    .join(' ');
}
