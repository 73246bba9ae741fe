import { workflowInfo } from '@temporalio/workflow';
import { parseRequest } from '../../domain/parsing';
import type { RunRecord } from '../../domain/run-record';
import { automaticFact } from './automatic';
import { handleMessages } from './messages';
import { performStep } from './perform-step';
import { Process } from './process';
import { Run } from './run';
import { refusal } from '../refusal';

/** Parses the request, builds the state and sets all handlers, in this order and before anything waits. */
export function beginRun(input: unknown, carried: unknown): Process {
  const request = parseRequest(input);
  if ('problem' in request) throw refusal(request.problem, 'InvalidInput', request.issues);
  // A second argument counts only where this workflow gave it to itself.
  const isContinued = workflowInfo().continuedFromExecutionRunId !== undefined;
  const run = new Run(
    request.value,
    performStep,
    isContinued ? (carried as RunRecord | undefined) : undefined,
  );
  const fact = automaticFact();
  if (fact !== undefined) run.record.hrFact ??= fact;
  handleMessages(run);
  return new Process(run);
}
