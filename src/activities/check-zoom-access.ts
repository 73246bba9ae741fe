import type { AccessCheck, StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

/** Reads whether Zoom has the account closed. */
export const checkZoomAccess = ({ zoom }: ActivityDependencies) =>
  providerStep<StepInput, AccessCheck>(async ({ zoomUser }, { call }) => {
    const { status } = await zoom.getUser(zoomUser, call);
    const message = `Zoom reads "${status}".`;
    if (status === 'active') {
      return {
        outcome: 'done',
        value: { removed: false, known: true, code: 'zoom.stillActive', message },
      };
    }
    return { outcome: 'done', value: { removed: true, known: true, message } };
  });
