import { verdictOn } from '../domain/error-policy';
import { mayHaveHappened } from '../domain/provider-failure';
import type { StepInput } from '../domain/step-result';
import { ProviderError } from '../providers/provider-error';
import type { CallContext } from '../providers/http';
import type { ZoomClient } from '../providers/zoom/client';
import { generatePassword } from '../providers/zoom/password';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';
import type { ProviderWork } from './provider-work';

interface Memory {
  /** An earlier try ended without an answer, so its password may be in force. */
  mayHaveLanded: boolean;
}

/**
 * Changes the password to one that nobody knows: made here, sent, forgotten. A refused one is replaced by a
 * stricter one, a few times. Zoom mails the user about the change, so this comes after access is cut.
 */
export const rotateZoomPassword = ({ zoom }: ActivityDependencies) =>
  providerStep(async (input: StepInput, work) => {
    const requirement = await readRequirement(zoom, work.call);
    for (let secrets = 1; ; secrets += 1) {
      try {
        await zoom.updatePassword(
          input.zoomUser,
          generatePassword(requirement, { stricter: secrets > 1 }),
          work.call,
        );
        return { outcome: 'done' };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        if (mayHaveHappened(error.failure)) work.remember({ mayHaveLanded: true } satisfies Memory);
        if (verdictOn(error.failure).reaction.kind !== 'newSecret') throw error;
        if (secrets < input.policy.maximumSecretAttempts) continue;
        if (!isSameAsEarlier(error, work)) throw error;
        return {
          outcome: 'done',
          message: 'An earlier try without an answer has changed the password already.',
        };
      }
    }
  });

/** Zoom Users API, PUT password, 400/300: every fresh password is "the old one" after a try that may have landed. */
const isSameAsEarlier = ({ failure }: ProviderError, { remembered }: ProviderWork): boolean =>
  failure.code === '300' && (remembered as Memory | undefined)?.mayHaveLanded === true;

/** The account's own rules where they can be read; the generator's standard satisfies any that Zoom documents. */
async function readRequirement(zoom: ZoomClient, call: CallContext) {
  try {
    return await zoom.getPasswordRequirement(call);
  } catch (error) {
    if (error instanceof ProviderError) return undefined;
    throw error;
  }
}
