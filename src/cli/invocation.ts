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

/** What `list` is asked for, as it was written; absent: whatever it is. */
export interface ListOptions {
  states?: string[];
  code?: string;
  source?: string;
  employee?: string;
  /** A day in UTC, or an instant. */
  from?: string;
  to?: string;
  limit?: number;
}

export type Invocation =
  | ({ command: 'start'; request: RequestFields; watch: boolean; until: Until } & Printed)
  | ({ command: 'status' } & AboutRun)
  | ({ command: 'watch'; until: Until } & AboutRun)
  | ({ command: 'list'; options: ListOptions } & Printed)
  | ({ command: 'blocked' } & Printed)
  | ({ command: 'watch-all' } & Printed)
  | ({
      command: 'decide-all';
      code: string;
      decision: Decision;
      /** Absent: of every source. */
      source?: string;
      /** Nobody is asked first. */
      yes: boolean;
    } & Omit<Said, 'id'>)
  | ({ command: 'dismiss' } & Said)
  | ({ command: 'decide'; step: StepName; decision: Decision } & Said)
  | ({ command: 'release' } & Said)
  | ({
      command: 'answer-held';
      answer: 'release' | 'rescind';
      /** Absent: of every source. */
      source?: string;
      /** Nobody is asked first. */
      yes: boolean;
    } & Omit<Said, 'id'>)
  | ({ command: 'rescind' } & Said)
  | ({ command: 'start-now' } & Said)
  | ({ command: 'reschedule'; effectiveAt: string } & Said)
  /** `run`: the id of an earlier run of the leaver. */
  | ({
      command: 'report';
      run?: string;
      html?: boolean;
      output?: string;
      force?: boolean;
    } & AboutRun)
  | ({
      command: 'report-period';
      /** As it was written: a day in UTC, or an instant. */
      since: string;
      until?: string;
      format: 'text' | 'csv' | 'html' | 'json';
      /** Rows for dry runs too. */
      dryRuns?: boolean;
      output?: string;
      force?: boolean;
    } & Printed)
  /** `verify`: the file. With an id, it is compared with that run too. */
  | ({ command: 'report-verify'; id?: string; verify: string } & Printed)
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
  | ({ command: 'doctor'; sendNotice: boolean; strict: boolean } & Printed);

export type InvocationOf<Command extends Invocation['command']> = Extract<
  Invocation,
  { command: Command }
>;
