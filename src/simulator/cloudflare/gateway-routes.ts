import { jsonObject, type Incoming } from '../shared/incoming';
import { success } from './envelope';
import { ACCOUNT, type CloudflareRoute, type CloudflareWorld, type Outcome } from './routes';
import { ZERO_TRUST_WRITE } from './settings';

const LARGEST_LIST = 1_000;

interface ListChange {
  readonly append: readonly { readonly value: string; readonly description: string }[];
  readonly remove: readonly string[];
}

function updateGatewayList({ account }: CloudflareWorld, incoming: Incoming): Outcome {
  const listId = incoming.params['listId'] ?? '';
  const entries = account.lists.get(listId);
  if (entries === undefined) return 'cloudflare.any.404.12135';
  const change = listChange(incoming);
  if (change === undefined) return 'cloudflare.any.400.12130';
  const changed = new Map(entries);
  for (const value of change.remove) changed.delete(value);
  for (const { value, description } of change.append) changed.set(value, description);
  if (changed.size > LARGEST_LIST) return 'cloudflare.any.400.12130';
  account.lists.set(listId, changed);
  return success({ id: listId, name: 'Leavers', type: 'EMAIL', count: changed.size });
}

function listChange(incoming: Incoming): ListChange | undefined {
  const body = jsonObject(incoming);
  if (body === undefined) return undefined;
  const { append = [], remove = [] } = body;
  if (!Array.isArray(append) || !Array.isArray(remove)) return undefined;
  const entries = append.map((entry: unknown) => {
    const { value, description = '' } = Object(entry) as { value?: unknown; description?: unknown };
    return { value, description };
  });
  const fits =
    entries.every(isEntry) && remove.every((value: unknown) => typeof value === 'string');
  return fits ? { append: entries, remove: remove } : undefined;
}

function isEntry(entry: {
  value: unknown;
  description: unknown;
}): entry is { value: string; description: string } {
  return typeof entry.value === 'string' && typeof entry.description === 'string';
}

export const gatewayRoutes: readonly CloudflareRoute[] = [
  {
    name: 'updateGatewayList',
    method: 'PATCH',
    path: `${ACCOUNT}/gateway/lists/:listId`,
    permissions: [ZERO_TRUST_WRITE],
    users(incoming) {
      const change = listChange(incoming);
      return change ? [...change.append.map(({ value }) => value), ...change.remove] : [];
    },
    handle: updateGatewayList,
  },
];
