import type { HrEventsReport } from '../../../src/domain/hr/status';
import type { OffboardingReport } from '../../../src/domain/report';
import type { Simulators } from '../../../src/simulator';
import type { Haystacks } from '../../secrets/find-secrets';
import type { Leaver } from '../plan/leavers';
import type { ChaosPolicy } from '../plan/quirks';
import type { Sent } from '../storm/ledger';

export type ZoomView = ReturnType<Simulators['zoom']['user']>;
export type CloudflareView = ReturnType<Simulators['cloudflare']['user']>;
export type SimulatedRequest = ReturnType<Simulators['zoom']['requests']>[number];

/** A leaver as the simulators have them: before the first trigger, and when all is over. */
export interface LeaverEvidence {
  leaver: Leaver;
  before: { zoom: ZoomView; cloudflare: CloudflareView };
  after: { zoom: ZoomView; cloudflare: CloudflareView };
}

/** One run, all its histories together. */
export interface RunEvidence {
  workflowId: string;
  /** Of its first history. */
  runId: string;
  /** How Temporal has it: `RUNNING`, `COMPLETED`, `FAILED`, … */
  execution: string;
  /** Milliseconds since 1970. */
  openedAt: number;
  closedAt?: number;
  report: OffboardingReport;
  /** As a worker answers it that has read it from the history alone. */
  reportAnew: OffboardingReport;
}

/** One employee's HR events. */
export interface HrEvidence {
  workflowId: string;
  report: HrEventsReport;
}

/** What a program left behind. */
export interface ProgramEvidence {
  name: string;
  output: string;
}

/** A thing in a history that the engine's own reports do not tell. */
export interface HistoryFault {
  workflowId: string;
  fault: string;
}

/** All there is to judge by; plain data, so that an invariant can be shown a violation that was made up. */
export interface Evidence {
  policy: ChaosPolicy;
  leavers: LeaverEvidence[];
  runs: RunEvidence[];
  hr: HrEvidence[];
  requests: { zoom: SimulatedRequest[]; cloudflare: SimulatedRequest[] };
  sent: Sent[];
  oddities: string[];
  programs: ProgramEvidence[];
  /** Task failures that mean a broken workflow. */
  historyFaults: HistoryFault[];
  /** Workflows of any kind that did not end by themselves. */
  cutOff: { workflowId: string; execution: string }[];
  /** All that Temporal keeps, as it keeps it: each history, and the list. */
  histories: Haystacks;
  /** Whatever else is left behind. */
  haystacks: Haystacks;
  secrets: ReadonlyMap<string, string>;
  /** What Temporal must not have in clear: e-mails and names; none without encryption. */
  people: ReadonlyMap<string, string>;
}

/** What an invariant says: how much it looked at, and what it found wrong. */
export interface Finding {
  checked: number;
  violations: string[];
}

export type Invariant = (evidence: Evidence) => Finding;

export const runsOf = ({ runs }: Pick<Evidence, 'runs'>, { email }: Leaver): RunEvidence[] =>
  runs.filter(({ report }) => report.request.email === email);

export const isReal = ({ report }: RunEvidence): boolean => !report.request.dryRun;
