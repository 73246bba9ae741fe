import type { AccessCheck, StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';

/** Reads whether the leaver has an Access session left, and whether Cloudflare knows the leaver at all. */
export const checkZeroTrustAccess = ({ cloudflare }: ActivityDependencies) =>
  providerStep<StepInput, AccessCheck>(async ({ email }, { call }) => {
    if (!cloudflare.canRead) {
      const message =
        'Cloudflare sessions cannot be read with a zone only; set CLOUDFLARE_ACCOUNT_ID.';
      return { outcome: 'notApplicable', message, value: { removed: true, message } };
    }
    const user = await cloudflare.findUser(email, call);
    if (!user) {
      const message = 'Cloudflare does not know this e-mail address.';
      return { outcome: 'done', value: { removed: true, known: false, message } };
    }
    const sessions = await cloudflare.listActiveSessions(user.id, call);
    const value: AccessCheck =
      sessions.length === 0
        ? { removed: true, known: true, message: 'Cloudflare lists no active session.' }
        : {
            removed: false,
            known: true,
            code: 'cloudflare.sessionsRemain',
            message: `Cloudflare still lists ${sessions.length} active session(s).`,
          };
    return { outcome: 'done', value };
  });
