import type { OffboardingClient } from '../client';
import type { TemporalSettings } from '../client/connection';

/** Where a command writes. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
}

/** Where a person answers. */
export type Input = NodeJS.ReadableStream & { isTTY?: boolean };

/** What a command needs of the world, so that it can run inside a test. */
export interface CliContext {
  /** Results. */
  stdout: Output;
  /** Errors, and remarks that are no result. */
  stderr: Output;
  /** Absent: nobody can be asked. */
  stdin?: Input;
  /** Absent: the process's own. */
  environment?: Record<string, string | undefined>;
  userName(): string | undefined;
  connect(settings: TemporalSettings): Promise<OffboardingClient>;
  /** Aborted by Ctrl-C. */
  interrupted: AbortSignal;
}

export const print = (output: Output, lines: readonly string[]): void => {
  output.write(lines.map((line) => `${line}\n`).join(''));
};

export const printJson = (output: Output, value: unknown): void => {
  output.write(`${JSON.stringify(value, undefined, 2)}\n`);
};
