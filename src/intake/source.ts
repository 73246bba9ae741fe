import type { IncomingHttpHeaders } from 'node:http';
import type { HrEvent } from '../domain/hr/event';

/** A request to `POST /webhooks/:source`, before anybody believed it. */
export interface IncomingWebhook {
  headers: IncomingHttpHeaders;
  /** As it came: signatures are over these bytes. */
  rawBody: Buffer;
  receivedAt: Date;
}

/**
 * What a sender posts to try a URL when a webhook is set up. It may come unsigned, for the secret is not known yet on
 * one side; nothing is done on it, and it is answered with 200.
 */
export interface Handshake {
  /**
   * The secret, where the sender makes it up and says it here: for a person to see once, never for a log. Anybody can
   * post one, so it is not to be trusted before the sender confirmed it.
   */
  secret?: string;
}

/** One sender of HR events: how to tell that it is the sender, and what its events mean. One file each. */
export interface HrSource {
  /** The last segment of its URL, `/webhooks/<name>`, and the `source` of its events and runs. */
  name: string;
  /** Names the sender for people. */
  title: string;
  /** The environment variable that holds its secret; `<variable>_PREVIOUS` holds the one before, during a rotation. */
  secretVariable: string;
  /** Why this secret cannot be one of the sender's ("must begin with whsec_"); undefined where it can. Never quotes it. */
  secretProblem?(secret: string): string | undefined;
  /**
   * Whether the request was signed with this secret; compares in constant time, over the raw body.
   * @throws StaleWebhook where it was, and its timestamp is too old or too new
   */
  isSigned(webhook: IncomingWebhook, secret: string): boolean;
  /**
   * The events in a verified body that matter here; none where the sender tells of something else.
   * @throws UnprocessableWebhook naming each field that can never be right
   */
  events(webhook: IncomingWebhook, body: unknown): HrEvent[];
  /** Answers the sender's one-time verification of the URL, a GET; undefined where it is none. Unsigned. */
  challenge?(headers: IncomingHttpHeaders): object | undefined;
  /** The handshake in a body, signed or not; undefined where it is none. */
  handshake?(body: unknown): Handshake | undefined;
}
