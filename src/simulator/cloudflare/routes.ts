import type { SimulatedCall } from '../shared/http-server';
import type { Incoming } from '../shared/incoming';
import type { Reply } from '../shared/reply';
import type { CloudflareAccount } from './account';
import type { CloudflareCall } from './calls';
import type { CloudflareFaultName } from './catalogue';
import type { CloudflareCredentials } from './credentials';
import type { CloudflareSettings } from './settings';

/** What a call works on. */
export interface CloudflareWorld {
  readonly account: CloudflareAccount;
  readonly settings: CloudflareSettings;
  readonly credentials: CloudflareCredentials;
}

/** An answer, or the name of the error to answer with. */
export type Outcome = Reply | CloudflareFaultName;

export interface CloudflareRoute extends SimulatedCall {
  readonly name: CloudflareCall;
  /** An API token needs one of these; none: any good token will do. */
  readonly permissions: readonly string[];
  /** Ids or e-mails of those the request concerns, as they came. */
  users(incoming: Incoming, world: CloudflareWorld): readonly string[];
  handle(world: CloudflareWorld, incoming: Incoming): Outcome;
}

export const API = '/client/v4';
export const ACCOUNT = `${API}/accounts/:accountId`;
export const ZONE = `${API}/zones/:zoneId`;
