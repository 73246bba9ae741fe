/** What a client needs for each of the three. */
export interface HrCredentials {
  readonly bamboohr: { readonly company: string; readonly apiKey: string };
  readonly hibob: { readonly serviceUserId: string; readonly token: string };
  readonly gusto: { readonly token: string };
}

/** Made up, and the same at every start, so that a worker's configuration stays true. */
export const SIMULATED_HR_CREDENTIALS: HrCredentials = {
  bamboohr: { company: 'simulated', apiKey: 'simulated-bamboohr-api-key-0000000000001' },
  hibob: { serviceUserId: 'SERVICE-00001', token: 'simulated-hibob-token-00000000000000001' },
  gusto: { token: 'simulated-gusto-access-token-00000000001' },
};
