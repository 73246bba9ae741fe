import type { HrProvider } from '../provider';

/** What a person is told about one HR system, by what it answers. */
interface HrWords {
  /** 401: who the engine is. */
  credentials: string;
  /** 403: what the engine may do. */
  permission: string;
  /** 200 without a field: what the engine may see. */
  fields: string;
  /** 404. */
  unknown: string;
  throttled: string;
  /** The variable with the API's address. */
  url: string;
}

/** An event whose employee could not be read waits, and the employee is asked for again with every sweep. */
export const READ_AGAIN = 'The employee is then read again by itself.';
export const BY_HAND = 'Meanwhile offboard an employee who leaves by hand.';

export const HR_WORDS: Record<HrProvider, HrWords> = {
  bamboohr: {
    credentials: `Check BAMBOOHR_API_KEY (in BambooHR under your name > API Keys) and that BAMBOOHR_COMPANY is the company it was made for; restart the worker. ${READ_AGAIN}`,
    permission: `Give the owner of BAMBOOHR_API_KEY, whose account must be enabled, an access level that sees this employee, former ones included (Settings > Access Levels). ${READ_AGAIN}`,
    fields: `Let the owner of BAMBOOHR_API_KEY see the fields that the message names (Settings > Access Levels). ${READ_AGAIN}`,
    unknown: `Look the employee up in BambooHR: deleted, or of another company than BAMBOOHR_COMPANY? ${BY_HAND}`,
    throttled:
      'See what else uses the API of this BambooHR company; the engine tries again by itself.',
    url: 'BAMBOOHR_API_URL',
  },
  hibob: {
    credentials: `Check HIBOB_SERVICE_USER_ID and HIBOB_SERVICE_USER_TOKEN (in Bob under Settings > Integrations > Service Users); restart the worker. ${READ_AGAIN}`,
    permission: `Add the service user to a permission group that sees this employee, former ones included. After many refusals Bob's firewall blocks everything for some minutes. ${READ_AGAIN}`,
    fields: `Let the permission group of the service user see the fields that the message names (People's data > Lifecycle). ${READ_AGAIN}`,
    unknown: `Look the employee up in Bob: deleted, or outside what the service user sees? ${BY_HAND}`,
    throttled: "See what else uses up Bob's requests per minute; the engine tries again by itself.",
    url: 'HIBOB_API_URL',
  },
  gusto: {
    credentials: `Put a fresh token into GUSTO_ACCESS_TOKEN (Gusto ends one after two hours) and restart the worker. ${READ_AGAIN}`,
    permission: `Give the Gusto application the scope employees:read, have a company administrator authorise it again, and put the new token into GUSTO_ACCESS_TOKEN. ${READ_AGAIN}`,
    fields: `See that the Gusto application has the scope employees:read, and that GUSTO_API_VERSION is one whose employees have what the message names. ${READ_AGAIN}`,
    unknown: `Look the employee up in Gusto: deleted, or of a company that GUSTO_ACCESS_TOKEN is not for? ${BY_HAND}`,
    throttled:
      "See what else uses up the token's 200 requests per minute; the engine tries again by itself.",
    url: 'GUSTO_API_URL',
  },
};
