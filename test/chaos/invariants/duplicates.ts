import {
  isReal,
  runsOf,
  type Evidence,
  type Finding,
  type RunEvidence,
} from '../evidence/evidence';
import type { Sent } from '../storm/ledger';

/** One leaver, one run: never two at a time, and none that no trigger of its own began. */
export function noRunTwice(evidence: Evidence): Finding {
  const violations = evidence.leavers.flatMap(({ leaver }) => {
    const runs = runsOf(evidence, leaver)
      .filter(isReal)
      .sort((a, b) => a.openedAt - b.openedAt);
    const sent = evidence.sent.filter(({ email }) => email === leaver.email);
    const problem = overlap(runs) ?? unasked(runs, sent);
    return problem === undefined ? [] : [`${leaver.email}: ${problem}`];
  });
  return { checked: evidence.runs.filter(isReal).length, violations };
}

function overlap(runs: readonly RunEvidence[]): string | undefined {
  const pair = runs.findIndex(
    ({ closedAt }, index) =>
      runs[index + 1] !== undefined && (closedAt ?? Infinity) > runs[index + 1]!.openedAt,
  );
  return pair < 0
    ? undefined
    : `${runs[pair]?.workflowId} (${runs[pair]?.runId}) was open when ${runs[pair + 1]?.workflowId} (${runs[pair + 1]?.runId}) began`;
}

/**
 * HR's events begin one run at the most, and so does a batch, however often they were sent. A start that is sent once
 * more after the run has ended begins another, as for somebody who was rehired: but only while it is on its way.
 */
function unasked(runs: readonly RunEvidence[], sent: readonly Sent[]): string | undefined {
  const [ofHr, ofBatch, ofClient] = [
    runs.filter((run) => sourceOf(run) === 'standard'),
    runs.filter((run) => sourceOf(run) === 'batch'),
    runs.filter((run) => sourceOf(run) === undefined),
  ];
  const starts = sent.filter(({ what, name }) => what === 'start' && name !== 'dryRun');
  const wild = [
    ...ofHr.slice(sent.some(({ what }) => what === 'hr') ? 1 : 0),
    ...ofBatch.slice(sent.some(({ what }) => what === 'batch') ? 1 : 0),
    ...ofClient.filter((run) => !starts.some((start) => wasOnItsWay(start, run))),
  ];
  return wild[0] && `nothing asked for the run ${wild[0].workflowId} (${wild[0].runId})`;
}

const sourceOf = ({ report }: RunEvidence): string | undefined => report.request.source;

const wasOnItsWay = ({ sentAt, acknowledgedAt = Infinity }: Sent, { openedAt }: RunEvidence) =>
  sentAt.some((at) => at <= openedAt) && openedAt <= acknowledgedAt;
