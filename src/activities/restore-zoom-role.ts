import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';
import type { ZoomRoleInput } from './withdraw-zoom-role';

/** Gives the role back that was withdrawn. */
export const restoreZoomRole = ({ zoom }: ActivityDependencies) =>
  providerStep(async ({ roleId, zoomUserId }: ZoomRoleInput & { zoomUserId: string }, { call }) => {
    await zoom.assignRole(roleId, zoomUserId, call);
    return { outcome: 'done' };
  });
