import type { Evidence, Finding, ProgramEvidence } from '../evidence/evidence';

/** No run was cut off, no workflow is broken, and no program wrote that something got past it. */
export function everythingIsSound(evidence: Evidence): Finding {
  const { cutOff, historyFaults, programs, runs, hr } = evidence;
  return {
    checked: runs.length + hr.length + programs.length,
    violations: [
      ...cutOff.map(({ workflowId, execution }) => `${workflowId} ended ${execution}`),
      ...historyFaults.map(({ workflowId, fault }) => `${workflowId}: ${fault}`),
      ...programs.flatMap((program) =>
        linesThatTell(program).map((line) => `${program.name}: ${line.slice(0, 300)}`),
      ),
    ],
  };
}

const TELLING =
  /unhandled|uncaught|nondeterminis|panicked|illegal state|engine\.unexpected|is not a function|of undefined|of null/i;

function linesThatTell({ output }: ProgramEvidence): string[] {
  return [...new Set(output.split('\n').filter((line) => TELLING.test(line)))];
}
