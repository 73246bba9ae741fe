import type { StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

/** Closes the account: no sign-in any more, licences removed, reversible. */
export const deactivateZoomUser = ({ zoom }: ActivityDependencies) =>
  providerStep(async ({ zoomUser }: StepInput, { call }) => {
    await zoom.updateStatus(zoomUser, 'deactivate', call);
    return { outcome: 'done' };
  });
