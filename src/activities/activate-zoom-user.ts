import type { StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

/** Opens a deactivated account again; its licence comes back separately. */
export const activateZoomUser = ({ zoom }: ActivityDependencies) =>
  providerStep(async ({ zoomUser }: StepInput, { call }) => {
    await zoom.updateStatus(zoomUser, 'activate', call);
    return { outcome: 'done' };
  });
