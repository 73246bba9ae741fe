import type { Decision } from '../domain/status';
import type { StepName } from '../domain/steps';

/** What a watch waits for: the end of the run, or the moment when the access is cut. */
export type Until = 'ended' | 'contained';

interface Printed {
  json: boolean;
}
interface AboutRun extends Printed {
  id: string;
}
interface Said extends AboutRun {
  /** Absent: the name of the user at this machine. */
  by?: string;
  reason: string;
}

/** The fields of a request that were given, by their names in the request; checked when it is sent. */
export type RequestFields = Record<string, string | boolean>;

export type Invocation =
  | ({ command: 'start'; request: RequestFields; watch: boolean; until: Until } & Printed)
  | ({ command: 'status' } & AboutRun)
  | ({ command: 'watch'; until: Until } & AboutRun)
  | ({ command: 'decide'; step: StepName; decision: Decision } & Said)
  | ({ command: 'release' } & Said)
  | ({ command: 'rescind' } & Said)
  | ({ command: 'start-now' } & Said)
  | ({ command: 'reschedule'; effectiveAt: string } & Said)
  | ({ command: 'report' } & AboutRun)
  | ({ command: 'doctor' } & Printed);

export type InvocationOf<Command extends Invocation['command']> = Extract<
  Invocation,
  { command: Command }
>;
