/** What a client needs in order to get a token. */
export interface ZoomCredentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Made up, and the same at every start, so that a worker's configuration stays true. */
export const SIMULATED_ZOOM_CREDENTIALS: ZoomCredentials = {
  accountId: 'simulatedZoomAccountId',
  clientId: 'simulatedZoomClientId',
  clientSecret: 'simulated-zoom-client-secret',
};
