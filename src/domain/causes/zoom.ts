import { each, type ProviderCauses } from './provider-causes';

export const ZOOM_CAUSES: ProviderCauses = {
  byCode: {
    invalid_client: 'Zoom refuses the engine: ZOOM_CLIENT_ID or ZOOM_CLIENT_SECRET is wrong',
    ...each(
      ['invalid_grant', 'invalid_request', 'unsupported_grant_type'],
      'Zoom refuses the engine: ZOOM_ACCOUNT_ID is wrong, or the app is not Server-to-Server OAuth',
    ),
    '124': 'Zoom refuses even a fresh token: is the app active, and its owner an administrator?',
    ...each(['4711', '4700', '104'], 'Zoom token lacks a scope'),
    // Overloaded: what Zoom meant is in the message of each run.
    '200': 'A Zoom administrator or Zoom Room; or the Zoom token lacks a permission',
    '300': 'Zoom refuses: an upcoming event, the account owner, or a password it does not take',
    '1000': 'Zoom has force-locked the user',
    ...each(['3412', '2033'], 'Zoom has no Basic seat left to give the user back'),
    '1117': "Zoom lets nobody change an administrator's password",
    ...each(
      ['1124', '1125', '1126', '1127', '1128', '1129', '1130', '1131', '1136'],
      "Zoom's password rules refuse each password that was tried",
    ),
    '1034': 'The Zoom role that was read does not exist any more',
    '3001': 'Zoom lists a live meeting, but says that it does not exist',
    '2300': 'Zoom does not know the API path: is ZOOM_API_URL right?',
  },
  byStatus: {
    '403': 'Zoom denies the account its REST API',
    '429': "Zoom's rate limit is used up",
  },
};
