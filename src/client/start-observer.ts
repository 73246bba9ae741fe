import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection, ConnectionLike } from '@temporalio/client';

/**
 * Whether a start made a new run or joined one: the server's answer says so (`started`, with a retried
 * request counted as the first), the SDK's handle does not pass it on.
 */
export class StartObserver {
  readonly #seen = new AsyncLocalStorage<{ started?: boolean }>();
  /** For the client whose starts are to be observed. */
  readonly connection: ConnectionLike;

  constructor(connection: Connection) {
    const service = connection.workflowService;
    const startWorkflowExecution = async (
      request: Parameters<typeof service.startWorkflowExecution>[0],
    ) => {
      const response = await service.startWorkflowExecution(request);
      const seen = this.#seen.getStore();
      if (seen) seen.started = response.started;
      return response;
    };
    this.connection = Object.create(connection, {
      workflowService: { value: { ...service, startWorkflowExecution } },
    }) as ConnectionLike;
  }

  async observe<T>(start: () => Promise<T>): Promise<{ result: T; started: boolean }> {
    const seen: { started?: boolean } = {};
    const result = await this.#seen.run(seen, start);
    return { result, started: seen.started ?? false };
  }
}
