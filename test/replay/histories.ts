import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

const FOLDER = join(__dirname, 'histories');
const READABLE = { enums: String, longs: String, bytes: String };

/** Starts over: what no scenario writes any more would be replayed for ever. */
export async function clearHistories(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
}

/** Writes `<name>.json`, an event a line, so that changes can be read. */
export async function saveHistory(name: string, history: History): Promise<void> {
  const { events } = History.toObject(History.fromObject(history), READABLE);
  const lines = (events as unknown[]).map((event) => JSON.stringify(event, withoutOrigin));
  await writeFile(join(FOLDER, `${name}.json`), `{"events":[\n${lines.join(',\n')}\n]}\n`);
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

/** As `Worker.runReplayHistories` takes it. */
export interface SavedRun {
  workflowId: string;
  history: History;
}

export async function readHistories(): Promise<SavedRun[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => ({
      workflowId: file.slice(0, -'.json'.length),
      history: History.fromObject(
        JSON.parse(await readFile(join(FOLDER, file), 'utf8')) as Record<string, unknown>,
      ),
    })),
  );
}
