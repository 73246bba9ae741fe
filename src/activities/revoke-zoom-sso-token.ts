import type { StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

/** Logs the leaver out of the current Zoom session. */
export const revokeZoomSsoToken = ({ zoom }: ActivityDependencies) =>
  providerStep(async ({ zoomUser }: StepInput, { call }) => {
    await zoom.revokeToken(zoomUser, call);
    return { outcome: 'done' };
  });
