import { HR_PROVIDERS, PROVIDER_NAMES, type HrProvider } from '../provider';
import type { ProviderCauses } from './provider-causes';

/** What only one of them answers. */
const OWN: Record<HrProvider, ProviderCauses> = {
  bamboohr: {
    byCode: {},
    byStatus: {
      '400': 'BambooHR has no such field as the engine asks for',
      '406': 'BambooHR has no such field as the engine asks for',
      '408': 'BambooHR has a passing fault of its own',
    },
  },
  hibob: { byCode: {}, byStatus: { '400': 'HiBob does not take the request' } },
  gusto: {
    byCode: { missing_permissions: 'Gusto has not approved the application for reading employees' },
    byStatus: { '406': 'GUSTO_API_VERSION does not fit the Gusto application' },
  },
};

function causesOf(provider: HrProvider): ProviderCauses {
  const name = PROVIDER_NAMES[provider];
  const { byCode, byStatus } = OWN[provider];
  return {
    byCode: {
      fieldsHidden: `${name} hides fields that the engine must read`,
      notConfigured: `An event needs ${name}, for which no credentials are set`,
      invalidEmployee: `An event names an employee that ${name} cannot have`,
      ...byCode,
    },
    byStatus: {
      '401': `${name} does not take the engine's credentials`,
      '403': `${name} does not let the engine read the employee`,
      '404': `${name} has no such employee, or hides them from the engine`,
      '429': `${name}'s rate limit is used up`,
      '503': `${name} is overloaded, or under maintenance`,
      ...byStatus,
    },
  };
}

export const HR_CAUSES = Object.fromEntries(
  HR_PROVIDERS.map((provider) => [provider, causesOf(provider)]),
) as Record<HrProvider, ProviderCauses>;
