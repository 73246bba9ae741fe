import type { StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

export interface ZoomRoleInput extends StepInput {
  roleId: string;
}

/** Takes an administrator's role away, so that Zoom lets the user be deactivated. */
export const withdrawZoomRole = ({ zoom }: ActivityDependencies) =>
  providerStep(async ({ roleId, zoomUser }: ZoomRoleInput, { call }) => {
    await zoom.unassignRole(roleId, zoomUser, call);
    return { outcome: 'done' };
  });
