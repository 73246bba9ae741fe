/** One trigger or message, from its first sending to the answer that says: kept. */
export interface Sent {
  email: string;
  what: 'hr' | 'start' | 'batch' | 'message';
  /** The event's type, or the message's name. */
  name: string;
  /** By which it is found in the evidence: the event's id, or the message's reason. */
  token: string;
  /** Milliseconds since 1970: of each sending, the first one first. */
  sentAt: number[];
  /** When it was acknowledged; absent where it never was. */
  acknowledgedAt?: number;
  /** Where it is to be found. */
  workflowId?: string;
  /** The run took no more messages, so that it was refused for good. */
  refused?: string;
}

/** What was sent, and what was acknowledged of it: nothing of that may ever be lost. */
export class Ledger {
  readonly sent: Sent[] = [];
  /** What no sender should ever read. */
  readonly oddities: string[] = [];

  open(sending: Omit<Sent, 'sentAt'>): Sent {
    const sent = { ...sending, sentAt: [] };
    this.sent.push(sent);
    return sent;
  }
}
