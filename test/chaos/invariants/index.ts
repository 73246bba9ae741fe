import type { Evidence, Finding, Invariant } from '../evidence/evidence';
import { accessIsAsItShouldBe } from './access';
import { nothingIsLost } from './acknowledged';
import { noRunTwice } from './duplicates';
import { evidenceHolds } from './evidence-holds';
import { everythingIsSound } from './health';
import { passwordsChangeOnce } from './passwords';
import { noSecretLeaves } from './secrets';
import { stepsAreTrue } from './steps';

const INVARIANTS: Record<string, Invariant> = {
  'everybody is out, or asked about for a true reason': accessIsAsItShouldBe,
  'what is called done was done': stepsAreTrue,
  'no run twice': noRunTwice,
  'passwords change once': passwordsChangeOnce,
  'no secret leaves': noSecretLeaves,
  'nothing that was acknowledged is lost': nothingIsLost,
  'no run is cut off, no workflow broken': everythingIsSound,
  'the evidence holds': evidenceHolds,
};

export interface Judgement extends Finding {
  invariant: string;
}

export const judge = (evidence: Evidence): Judgement[] =>
  Object.entries(INVARIANTS).map(([invariant, check]) => ({ invariant, ...check(evidence) }));
