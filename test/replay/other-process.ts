import { sleep } from '@temporalio/workflow';

/** Another process under the same name: no saved history is its own. */
export async function offboardEmployee(): Promise<void> {
  await sleep('1 hour');
}
