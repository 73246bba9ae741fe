import type { ConnectionLike } from '@temporalio/client';

/** The entries of a namespace's data that bear a canary, as Temporal keeps them. */
export async function canariesIn(
  { workflowService }: Pick<ConnectionLike, 'workflowService'>,
  { namespace }: { namespace: string },
): Promise<[name: string, canary: string][]> {
  const { namespaceInfo } = await workflowService.describeNamespace({ namespace });
  const data = Object.entries(namespaceInfo?.data ?? {});
  return data.filter(([name, value]) => name.startsWith('offboarding_canary_') && value !== '');
}
