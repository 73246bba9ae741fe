import type { SimulatedCall } from '../shared/http-server';
import type { Incoming } from '../shared/incoming';
import type { Reply } from '../shared/reply';
import type { HrCall, HrSource } from './calls';
import type { HrFaultName } from './catalogue';
import type { HrCredentials } from './credentials';
import type { Employee, Employees } from './employees';
import type { HrSettings } from './settings';

/** What a call works on. */
export interface HrWorld {
  readonly employees: Employees;
  readonly settings: HrSettings;
  readonly credentials: HrCredentials;
}

/** An answer, or the name of the error to answer with. */
export type Outcome = Reply | HrFaultName;

/** The employee read of one HR system. */
export interface HrRoute extends SimulatedCall {
  readonly name: HrCall;
  readonly source: HrSource;
  /** Who calls, and whether the HR system talks to them. */
  admit(world: HrWorld, incoming: Incoming): HrFaultName | undefined;
  /** What it says to those who ask about somebody whom they may not see. */
  readonly invisible: HrFaultName;
  readonly unknown: HrFaultName;
  show(employee: Employee, incoming: Incoming, settings: HrSettings): Outcome;
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Without the fields that may not be seen. */
export const visible = (fields: object, { hiddenFields }: HrSettings): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !hiddenFields.includes(name)));
