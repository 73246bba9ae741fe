import type { EmployeeRecord } from '../../domain/hr/employee-record';
import type { HrProvider } from '../../domain/provider';
import type { CallContext } from '../http';

/** What the engine uses of an HR system's API. */
export interface HrApi {
  /**
   * The employee as the HR system has them at this moment; without an `email` where it has no usable work e-mail.
   * @param id as it came in the event
   * @throws ProviderError, or ProviderCallCancelled when the context's signal ended it
   */
  readEmployee(id: string, context?: CallContext): Promise<EmployeeRecord>;
}

/** The HR systems that are configured, by the source of their events. */
export type HrApis = Partial<Record<HrProvider, HrApi>>;
