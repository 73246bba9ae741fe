import type { StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

export interface ZoomLicenceInput extends StepInput {
  /** Zoom's user type: 1 Basic, 2 Licensed, 4 On-Prem. */
  type: number;
}

/** Gives the licence type back that deactivation took. */
export const restoreZoomLicence = ({ zoom }: ActivityDependencies) =>
  providerStep(async ({ zoomUser, type }: ZoomLicenceInput, { call }) => {
    await zoom.updateUser(zoomUser, { type }, call);
    return { outcome: 'done' };
  });
