import { visible } from '../../domain/evidence/visible-text';
import type { HrEventsStatus } from '../../domain/hr/status';
import type { OffboardingRequest } from '../../domain/request';
import { isFinal, type OffboardingStatus } from '../../domain/status';
import type { Output } from '../context';
import { minute, minuteIn } from '../terminal/moments';
import { shellWord } from '../status/next-commands';
import { USUAL_WIDTH, wrap } from '../status/show-status';

/** "2026-11-27 16:00 UTC (17:00 in Europe/Berlin)": the day is said again where it is another there. */
function timeWords(iso: string, timeZone: string | undefined): string {
  const there = timeZone === undefined ? undefined : minuteIn(timeZone, iso);
  if (timeZone === undefined || there === undefined) return `${minute(iso)} UTC`;
  const isSameDay = there.slice(0, 10) === iso.slice(0, 10);
  return `${minute(iso)} UTC (${isSameDay ? there.slice(11) : there} in ${visible(timeZone)})`;
}

/** When a run takes effect, and where it came from; absent once it has ended. */
export function timingLine(
  { state, effectiveAt }: OffboardingStatus,
  request: OffboardingRequest | undefined,
): string | undefined {
  if (isFinal(state)) return undefined;
  const isWaiting = state === 'scheduled' || state === 'held';
  const when = `${isWaiting ? 'Scheduled for' : 'Effective'} ${timeWords(effectiveAt, request?.timeZone)}`;
  return `  ${when}${request?.source === undefined ? '' : `, from source ${visible(request.source)}`}`;
}

const dismiss = (workflowId: string): string =>
  `$ npx offboard dismiss ${shellWord(workflowId)} --reason "…"`;

/** Beside the status of a run: that HR's events of the same employee wait for a person too. */
export const hrQuestionLine = (asking: { workflowId: string; codes: string[] }): string[] => [
  `  HR's events of this employee wait for a person: ${asking.codes.map(visible).join(', ')}`,
  `  ${dismiss(asking.workflowId)}`,
];

const TERMINATION: Record<HrEventsStatus['termination'], string> = {
  leaving: 'leaves',
  withdrawn: 'does not leave after all',
  notLeaving: 'no termination is known',
};

/** What HR said of an employee, what became of it, and what it asks. */
export function hrEventsLines(
  status: HrEventsStatus & { workflowId: string },
  { columns }: Output,
): string[] {
  const { employee, termination, effectiveAt, timeZone, run, waiting, needs, workflowId } = status;
  const who = visible([employee.email, employee.id].filter(Boolean).join(', '));
  const when =
    termination === 'leaving' && effectiveAt ? `, ${timeWords(effectiveAt, timeZone)}` : '';
  const lines = [
    '',
    `  ${who}: ${TERMINATION[termination]}${when}`,
    ...(run ? [`  Run ${visible(run.workflowId)}: ${run.state}`] : []),
    ...(waiting > 0 ? [`  ${waiting} event${waiting === 1 ? '' : 's'} still to be completed`] : []),
    ...(needs.length > 0 ? ['', '  Somebody is needed'] : []),
    ...needs.flatMap(({ code, message }) => [`  ! ${visible(code)}`, `    ${visible(message)}`]),
    '',
  ];
  const wrapped = lines.flatMap((line) => wrap(line, columns || USUAL_WIDTH));
  // A command stays in one piece: it is there to be copied.
  return needs.length > 0 ? [...wrapped, `  ${dismiss(workflowId)}`, ''] : wrapped;
}
