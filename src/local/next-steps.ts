import { TASK_QUEUE, WORKFLOW_TYPE } from '../domain/contract';
import { STANDARD_PORT } from './folders';
import type { LocalIntake } from './intake';
import { eventCommand } from './event-command';

/** What `npm start` brought up, as far as a person's next commands depend on it. */
export interface Running {
  /** Temporal's gRPC port. */
  port: number;
  uiPort: number;
  /** TEMPORAL_ADDRESS as the shell has it. */
  shellAddress?: string | undefined;
  workerPid?: number | undefined;
  /** The leaver whose run there is to look at. */
  sample?: string | undefined;
  /** Where HR systems send to; absent where it does not run. */
  intake?: Pick<LocalIntake, 'url' | 'secret' | 'apiToken' | 'isPageGuarded'> | undefined;
  /** Base URL of the Zoom simulator; absent with the real providers. */
  zoomSimulator?: string | undefined;
  cloudflareSimulator?: string | undefined;
}

/** More people of the simulators' seed: nothing special about the first, SSO only, an admin. */
const NEXT_LEAVER = 'priya.sharma@example.com';
const LATER_LEAVER = 'kenji.tanaka@example.com';
const ADMIN = 'omar.haddad@example.com';

const GUARDED = '   any user name, and OFFBOARDING_API_TOKEN as the password';

const workflows = (uiPort: number) => `http://localhost:${uiPort}/namespaces/default/workflows`;

export const runLink = (uiPort: number, workflowId: string, runId: string): string =>
  `${workflows(uiPort)}/${encodeURIComponent(workflowId)}/${runId}`;

/** The page for people who only look; the Web UI, and its start form filled in but for the input. */
export const uiLinks = ({ uiPort, zoomSimulator, intake }: Running): string[] => [
  ...(intake ? [`Who leaves today   ${intake.url}/${intake.isPageGuarded ? GUARDED : ''}`] : []),
  `The Web UI         ${workflows(uiPort)}`,
  `Start one there    ${workflows(uiPort)}/start-workflow?workflowType=${WORKFLOW_TYPE}&taskQueue=${TASK_QUEUE}&workflowId=offboarding-${zoomSimulator ? LATER_LEAVER : 'leaver@your.company'}`,
  `  with the input   {"email": "${zoomSimulator ? LATER_LEAVER : 'leaver@your.company'}"}`,
];

/** Lines to read and to copy whole: what is not a command is a comment. */
export function nextSteps(running: Running): string[] {
  const { workerPid, sample, zoomSimulator, cloudflareSimulator } = running;
  const offboard = (command: string) => `${addressPrefix(running)}npx offboard ${command}`;
  if (zoomSimulator === undefined)
    return [
      '# What a run would do, changing nothing; then the real one',
      offboard('start leaver@your.company --dry-run --watch'),
      offboard('start leaver@your.company --watch'),
      '',
      '# Is everything in order?',
      offboard('doctor'),
    ];
  const outage = { call: 'updateStatus', fault: 'zoom.any.503', user: NEXT_LEAVER, times: 3 };
  const look = [
    '# Where the run stands, and the evidence of what was done',
    offboard(`status ${sample}`),
    offboard(`report ${sample}`),
    '',
  ];
  return [
    ...(sample === undefined ? [] : look),
    '# Break it: Zoom fails three times while the next one leaves',
    `curl -s -X POST ${zoomSimulator}/_control/faults -d '${JSON.stringify(outage)}'`,
    offboard(`start ${NEXT_LEAVER} --watch`),
    '',
    ...hrEvent(running),
    '# An administrator, whom Zoom lets nobody deactivate: a person decides, and soon',
    offboard(`start ${ADMIN} --watch`),
    '',
    '# Kill the worker in the middle of a run: it comes back, and the run goes on',
    `kill -9 ${workerPid}`,
    '',
    '# Everything else that can be broken',
    `curl -s ${zoomSimulator}`,
    `curl -s ${cloudflareSimulator}`,
  ];
}

/** HR records that somebody leaves, the way its systems do: signed. Then, where the run stands. */
function hrEvent({ intake }: Running): string[] {
  if (intake?.secret === undefined) return [];
  return [
    '# HR tells that somebody leaves: an event, signed, to the intake',
    eventCommand(intake.url, intake.secret, LATER_LEAVER),
    ...(intake.apiToken === undefined
      ? []
      : [
          `curl -s ${intake.url}/offboardings/${LATER_LEAVER} -H 'Authorization: Bearer ${intake.apiToken}'`,
        ]),
    '',
  ];
}

/** Where the CLI would not find this server by itself, the command says where it is. */
function addressPrefix({ port, shellAddress }: Running): string {
  const address = shellAddress ?? `localhost:${STANDARD_PORT}`;
  const finds = [`localhost:${port}`, `127.0.0.1:${port}`].includes(address);
  return finds ? '' : `TEMPORAL_ADDRESS=localhost:${port} `;
}
