import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { newMessageSchemas } from '../domain/messages';
import type { Calls } from './calls';
import { endedBefore, type MessageName } from './endings';
import { InvalidRequest, NoWorker, Refused } from './errors';
import type { KeyCheck } from './key-check';
import type { RunFinder } from './run-finder';
import { isUnderWay, type FoundRun } from './runs';

const MESSAGE_SCHEMAS = newMessageSchemas();

/** Milliseconds that a worker is given: an update answers early. */
const UPDATE_TIMEOUT = 20_000;

/** Which run took the message. */
export interface Delivered {
  workflowId: string;
}

type Update = 'decide' | 'release';
type Signal = Exclude<MessageName, Update>;

/** What people send to a run. */
export class RunMessages {
  constructor(
    private readonly calls: Calls,
    private readonly finder: RunFinder,
    private readonly keys: KeyCheck,
  ) {}

  /** Resolves once the run has accepted it. @throws Refused with the run's reason */
  async update(id: string, name: Update, input: unknown): Promise<Delivered> {
    const argument = parsed(name, input);
    const run = await this.#open(id, name);
    try {
      const update = await this.calls.askWorker(run, UPDATE_TIMEOUT, () =>
        this.finder.handle(run).startUpdate(name, { args: [argument], waitForStage: 'ACCEPTED' }),
      );
      // Accepted or refused by now; a refusal shows in the result, which comes at once.
      await this.calls.askWorker(run, UPDATE_TIMEOUT, () => update.result());
      return { workflowId: run.workflowId };
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError)
        throw new Refused(error.cause?.message ?? error.message);
      if (error instanceof WorkflowNotFoundError) throw endedBefore(run, name);
      if (error instanceof NoWorker)
        throw new NoWorker(
          `${error.message} Whether it will take the ${name} is not known: look at its status before you send it again.`,
        );
      throw error;
    }
  }

  /** Resolves once Temporal has it. */
  async signal(id: string, name: Signal, input: unknown): Promise<Delivered> {
    const argument = parsed(name, input);
    const run = await this.#open(id, name);
    try {
      await this.calls.ask(() => this.finder.handle(run).signal(name, argument));
      return { workflowId: run.workflowId };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) throw endedBefore(run, name);
      throw error;
    }
  }

  /** The run, if it still takes messages. @throws NotFound, AlreadyEnded */
  async #open(id: string, message: MessageName): Promise<FoundRun> {
    await this.keys.pass();
    const run = await this.finder.find(id);
    if (!isUnderWay(run)) throw endedBefore(run, message);
    return run;
  }
}

/** @throws InvalidRequest */
function parsed(name: MessageName, input: unknown): unknown {
  const { data, error } = MESSAGE_SCHEMAS[name].safeParse(input);
  if (error) throw InvalidRequest.from(error);
  return data;
}
