import type { RunOverview } from '../../client/run-list';
import { workflowIdOf } from '../../domain/run-start';

/** How people call the leaver. */
export const nameOf = ({ email, employeeId, workflowId }: RunOverview): string =>
  email ?? employeeId ?? workflowId;

const PREFIX = workflowIdOf('');

/** By which commands find it: employee id or e-mail, where the workflow's id is made of one. */
export function idOf({ kind, workflowId, employeeId, email }: RunOverview): string {
  if (kind === 'hrEvents') return employeeId ?? email ?? workflowId;
  return workflowId.startsWith(PREFIX) ? workflowId.slice(PREFIX.length) : workflowId;
}
