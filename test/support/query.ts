import { ServiceError, type WorkflowHandle } from '@temporalio/client';

/** Times that a query is put; each may take as long as the server lets it. */
const MOST_TRIES = 5;

/**
 * What a run answers to a query. On a busy machine no worker may come to it before the server gives up, which says
 * nothing of the run: then it is put again. A run that is not found or that refuses is an error at once.
 */
export async function query<T>(
  handle: Pick<WorkflowHandle, 'query' | 'workflowId'>,
  name: string,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await handle.query<T>(name);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (tries >= MOST_TRIES)
        throw new Error(`${handle.workflowId} did not answer ${name}: ${String(error.cause)}`, {
          cause: error,
        });
    }
  }
}
