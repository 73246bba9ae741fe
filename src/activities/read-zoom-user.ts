import type { StepInput, ZoomSnapshot } from '../domain/step-result';
import type { ZoomUser } from '../providers/zoom/client';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

/** Reads what a reversal would restore, before anything is changed. */
export const readZoomUser = ({ zoom }: ActivityDependencies) =>
  providerStep<StepInput, ZoomSnapshot>(async ({ zoomUser }, { call }) => {
    const user = await zoom.getUser(zoomUser, call);
    return { outcome: 'done', value: snapshotOf(user) };
  });

function snapshotOf(user: ZoomUser): ZoomSnapshot {
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ');
  return {
    id: user.id,
    ...(name === '' ? {} : { name }),
    status: user.status,
    type: user.type,
    ...(user.roleId === undefined ? {} : { roleId: user.roleId }),
    loginTypes: user.loginTypes,
  };
}
