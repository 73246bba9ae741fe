import { each, type ProviderCauses } from './provider-causes';

export const CLOUDFLARE_CAUSES: ProviderCauses = {
  byCode: {
    ...each(['7003', '7000'], 'Cloudflare does not know the account or zone id'),
    ...each(
      ['6003', '6102', '6103', '6111', '9106', '9107'],
      'Cloudflare credentials are missing or malformed',
    ),
    ...each(
      ['1000', '9103', '9109', '10000', '10001'],
      'Cloudflare token is invalid or lacks a permission',
    ),
    '1001': 'Cloudflare wants a token that a user owns, not the account',
    '9999': 'Cloudflare Zero Trust is not on for the account',
    '12130': 'Cloudflare calls the request invalid',
    '12135': 'Cloudflare contradicts itself about the user, or could not be asked',
    windowBudget: "What is left of Cloudflare's calls is kept for first revokes",
    ...each(['971', '10429'], 'Cloudflare is throttling: no calls for 5 minutes'),
  },
  byStatus: {
    ...each(['408', '409'], 'Cloudflare has a passing fault of its own'),
    '429': "Cloudflare's edge is throttling this address",
  },
};
