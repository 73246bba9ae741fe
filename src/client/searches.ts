import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type { Calls } from './calls';
import { unsearchable } from './search-attributes';

/** Questions to Temporal's lists; a namespace without the search attributes says what to do about it. */
export class Searches {
  constructor(
    private readonly client: Client,
    private readonly calls: Calls,
  ) {}

  /** Whatever the list holds, newest first. */
  async *list(query: string, pageSize = 1_000): AsyncGenerator<WorkflowExecutionInfo> {
    const found = this.client.workflow.list({ query, pageSize })[Symbol.asyncIterator]();
    for (;;) {
      // Each page has its own time: tens of thousands of runs take more than one call may.
      const next = await this.#ask(() => found.next());
      if (next.done) return;
      yield next.value;
    }
  }

  count(query: string): Promise<number> {
    return this.#ask(async () => (await this.client.workflow.count(query)).count);
  }

  async #ask<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await this.calls.ask(call);
    } catch (error) {
      throw unsearchable(error, this.client.options.namespace) ?? error;
    }
  }
}
