import type { StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

/** Frees the leaver's Zero Trust seat; this saves money, it does not block access. */
export const freeZeroTrustSeat = ({ cloudflare }: ActivityDependencies) =>
  providerStep(async ({ email }: StepInput, { call }) => {
    if (!cloudflare.canRead) {
      return {
        outcome: 'notApplicable',
        message: 'Seats cannot be read with a zone only; set CLOUDFLARE_ACCOUNT_ID.',
      };
    }
    const user = await cloudflare.findUser(email, call);
    // A change is made only to a user whom the answer names.
    if (user?.seatUid === undefined || user.email === undefined)
      return { outcome: 'notApplicable', message: 'The leaver holds no seat.' };
    await cloudflare.updateSeats(user.seatUid, call);
    return { outcome: 'done' };
  });
