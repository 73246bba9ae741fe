import { PROTECTED, type ChaosPolicy } from './quirks';

/** Waits shortened, so that the whole is bounded; the shape of the process stays. */
export const policyFor = ({ adminAccounts }: ChaosPolicy, leavers: number) => ({
  sweepDelay: '2s',
  // A blocked run sweeps for ever: many of them must leave the others room.
  sweepInterval: `${Math.max(8, Math.round(leavers / 15))}s`,
  stagePatience: '3s',
  passwordLimitDelay: '2s',
  retry: { initialInterval: '300ms', maximumInterval: '3s', maximumAttempts: 8 },
  breaker: { count: 10_000 },
  protectedAccounts: [PROTECTED],
  adminAccounts,
});
