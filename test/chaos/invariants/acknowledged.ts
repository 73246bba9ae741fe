import { runsOf, type Evidence, type Finding } from '../evidence/evidence';
import type { Sent } from '../storm/ledger';

/** Whatever was acknowledged is there: the run of a start, the event in HR's record, the message in the report. */
export function nothingIsLost(evidence: Evidence): Finding {
  const violations = evidence.sent.flatMap((sent) => {
    const problem = lossOf(evidence, sent);
    return problem === undefined ? [] : [`${sent.email}: ${sent.what} ${sent.name}: ${problem}`];
  });
  return {
    checked: evidence.sent.length,
    violations: [...violations, ...new Set(evidence.oddities)],
  };
}

function lossOf(evidence: Evidence, sent: Sent): string | undefined {
  const { acknowledgedAt, refused, what, workflowId, token } = sent;
  if (refused !== undefined) return undefined;
  if (acknowledgedAt === undefined)
    return `was never acknowledged, sent ${sent.sentAt.length} times`;
  const about = evidence.leavers.find(({ leaver }) => leaver.email === sent.email);
  const runs = about ? runsOf(evidence, about.leaver) : [];
  switch (what) {
    case 'hr': {
      const hr = evidence.hr.find((one) => one.workflowId === workflowId);
      if (!hr) return `${workflowId} is not there`;
      return hr.report.entries.some(({ event }) => event?.id === token)
        ? undefined
        : `the event ${token} is not in the record of ${workflowId}`;
    }
    case 'start':
      return runs.some((run) => run.workflowId === workflowId && run.runId === token)
        ? undefined
        : `the run ${workflowId} (${token}) is not there`;
    case 'batch':
      return runs.length > 0 ? undefined : `the batch ${workflowId} started no run`;
    case 'message':
      return runs.some(({ report }) =>
        report.entries.some((entry) => entry.kind === 'message' && entry.reason === token),
      )
        ? undefined
        : `"${token}" is in no report`;
  }
}
