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
export type RequestFields = Record<string, string | boolean | number>;

export type Invocation =
  | ({ command: 'start'; request: RequestFields; watch: boolean; until: Until } & Printed)
  | ({ command: 'status' } & AboutRun)
  | ({ command: 'watch'; until: Until } & AboutRun)
  | ({ command: 'decide'; step: StepName; decision: Decision } & Said)
  | ({ command: 'release' } & Said)
  | ({
      command: 'answer-held';
      answer: 'release' | 'rescind';
      /** Absent: of every source. */
      source?: string;
    } & Omit<Said, 'id'>)
  | ({ command: 'rescind' } & Said)
  | ({ command: 'start-now' } & Said)
  | ({ command: 'reschedule'; effectiveAt: string } & Said)
  | ({ command: 'report' } & AboutRun)
  | ({
      command: 'batch';
      file: string;
      request: RequestFields;
      dryRun: boolean;
      again: boolean;
      /** Until the batch has ended; else until it has all rows. */
      wait: boolean;
    } & Printed)
  | ({ command: 'batch-status' } & AboutRun)
  | ({ command: 'batch-pause' } & Said)
  | ({ command: 'batch-resume' } & Said)
  | ({ command: 'doctor' } & Printed);

export type InvocationOf<Command extends Invocation['command']> = Extract<
  Invocation,
  { command: Command }
>;
