import { createHash } from 'node:crypto';
import { compareWithRun } from '../../../src/domain/evidence/compare';
import { sealReport } from '../../../src/domain/evidence/sealed-report';
import { verifyChain } from '../../../src/domain/evidence/verify-chain';
import type { OffboardingReport } from '../../../src/domain/report';
import { isFinal } from '../../../src/domain/status';
import type { Evidence, Finding, RunEvidence } from '../evidence/evidence';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const CIRCUMSTANCES = { engine: 'chaos', readAt: '2026-01-01T00:00:00.000Z' };
const sealed = (report: OffboardingReport) => sealReport(report, CIRCUMSTANCES, sha256);

/** Every report's chain holds, its times go forward, and a worker that knows only the history says the very same. */
export function evidenceHolds({ runs }: Evidence): Finding {
  const violations = runs.flatMap((run) => {
    const problem = problemOf(run);
    return problem === undefined ? [] : [`${run.workflowId} (${run.runId}): ${problem}`];
  });
  return { checked: runs.length, violations };
}

function problemOf({ report, reportAnew }: RunEvidence): string | undefined {
  const read: unknown = JSON.parse(JSON.stringify(sealed(report)));
  const verdict = verifyChain(read, sha256);
  if (verdict.kind !== 'valid') return `its chain is ${verdict.kind}`;
  // Of a run under way there may be news; what was said before stays said.
  const isOver = isFinal(report.status.state);
  if (isOver && sealed(report).head !== sealed(reportAnew).head)
    return 'its report reads differently from its history';
  const compared = compareWithRun(report, reportAnew, undefined);
  return typeof compared === 'string' ? `against its history: ${compared}` : undefined;
}
