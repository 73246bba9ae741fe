import type { StepInput } from '../domain/step-result';
import type { ActivityDependencies } from './dependencies';
import { providerStep } from './provider-step';
import { unknownToCloudflare } from './unknown-to-cloudflare';

/** Ends the leaver's Zero Trust sessions, and by policy revokes the devices and has WARP ask again. */
export const revokeZeroTrustTokens = ({ cloudflare }: ActivityDependencies) =>
  providerStep(
    async ({ email, policy }: StepInput, { call }) => {
      await cloudflare.revokeUser(
        email,
        { devices: policy.revokeDevices, warpReauth: policy.warpReauth },
        call,
      );
      return { outcome: 'done' };
    },
    { findUser: unknownToCloudflare(cloudflare) },
  );
