import type { HrEvent } from '../../domain/hr/event';
import { hrEventOf } from './event';

type Employee = HrEvent['employee'];

export interface TellerOptions {
  /** Resolves once Temporal has the event. @throws IntakeError */
  handOver: (event: HrEvent) => Promise<void>;
  /**
   * Whether the last that SCIM told of the employee is that they left, with all that was handed over before counted in.
   * Without it users read active, and only a PATCH can say that someone is back.
   */
  isDeactivated?: (employee: Employee) => Promise<boolean>;
  /** Called for each request that told of a user, and nothing that matters here. */
  onIgnored?: () => void;
  now?: () => Date;
}

/** What a request says of whether the user works there. */
interface Said {
  active: boolean | undefined;
  by: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
}

/** Turns "active" into events, and hands them over. */
export class Teller {
  constructor(private readonly options: TellerOptions) {}

  /**
   * Answers what the user's `active` reads from now on; resolves once Temporal has what there was to tell.
   *
   * `active: false` always is an event. `active: true` is one only where it is a change, for Okta sends it with every
   * PUT of a title or a phone number, and with every POST; taken for a return, it would withdraw the end of the
   * employment that HR has put on record for next month. A PATCH says what changes, a PUT and a POST what is.
   */
  async tell(employee: Employee, { active, by }: Said): Promise<boolean> {
    const receivedAt = this.options.now?.() ?? new Date();
    const { handOver, isDeactivated, onIgnored } = this.options;
    if (active === false) {
      const reason = by === 'DELETE' ? 'Deleted by SCIM' : `Deactivated by SCIM (${by})`;
      await handOver(hrEventOf('terminate', employee, { reason, receivedAt }));
      return false;
    }
    const wasDeactivated = await isDeactivated?.(employee);
    if (active && (wasDeactivated ?? by === 'PATCH')) {
      const reason = `Activated again by SCIM (${by})`;
      await handOver(hrEventOf('rehire', employee, { reason, receivedAt }));
      return true;
    }
    onIgnored?.();
    return !wasDeactivated;
  }

  async isActive(employee: Employee): Promise<boolean> {
    return !(await this.options.isDeactivated?.(employee));
  }
}
