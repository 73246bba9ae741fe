import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
export type History = temporal.api.history.v1.IHistory;

/** Those of runs in clear, and those whose payloads are encrypted. */
export type Kind = 'clear' | 'encrypted';
const FOLDER = join(__dirname, 'histories');
const folderOf = (kind: Kind): string => (kind === 'clear' ? FOLDER : join(FOLDER, kind));
const READABLE = { enums: String, longs: String, bytes: String };

/** Starts over: what no scenario writes any more would be replayed for ever. */
export async function clearHistories(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
}

/** Writes `<name>.json`, an event a line, so that changes can be read. */
export async function saveHistory(kind: Kind, name: string, history: History): Promise<void> {
  await mkdir(folderOf(kind), { recursive: true });
  const { events } = History.toObject(History.fromObject(history), READABLE);
  const lines = (events as unknown[]).map((event) => JSON.stringify(event, withoutOrigin));
  await writeFile(join(folderOf(kind), `${name}.json`), `{"events":[\n${lines.join(',\n')}\n]}\n`);
}

/** Process, host and folders of whoever saved it: replay needs none of them. */
function withoutOrigin(key: string, value: unknown): unknown {
  if (key === 'identity') return 'saved';
  if (key === 'taskQueue' && isSticky(value)) return { ...value, name: 'saved' };
  return key === 'stackTrace' ? undefined : value;
}

/** One worker's own queue, named for its process and host. */
const isSticky = (taskQueue: unknown): taskQueue is object =>
  (taskQueue as { kind?: unknown } | null)?.kind === 'TASK_QUEUE_KIND_STICKY';

export interface SavedRun {
  /** Of the scenario. */
  name: string;
  history: History;
}

export async function readHistories(kind: Kind = 'clear'): Promise<SavedRun[]> {
  const folder = folderOf(kind);
  const found = existsSync(folder) ? await readdir(folder) : [];
  const files = found.filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -'.json'.length),
      history: History.fromObject(
        JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, unknown>,
      ),
    })),
  );
}

/** What the history says of its beginning. */
export const startOf = ({ events }: History) => {
  const start = events?.[0]?.workflowExecutionStartedEventAttributes;
  const { workflowId, originalExecutionRunId, workflowType } = start ?? {};
  return {
    type: workflowType?.name ?? '',
    workflowId: workflowId ?? '',
    runId: originalExecutionRunId ?? '',
  };
};
