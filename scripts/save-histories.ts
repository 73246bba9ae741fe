import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { alteredBundle, without } from '../test/replay/altered-bundle';
import {
  clearHistories,
  readHistories,
  saveHistory,
  type Kind,
  type History,
} from '../test/replay/histories';
import { SCENARIOS } from '../test/replay/scenarios';
import { SAVED_WITH } from '../test/replay/scenarios/encrypted';
import { RECEIVER } from '../test/replay/scenarios/notices';
import { Scene } from '../test/replay/scene';
import { Engine } from '../test/support/engine';
import globalSetup from '../test/support/global-setup';
import globalTeardown from '../test/support/global-teardown';

/**
 * Runs scenarios on a real server and saves their histories for test/replay: those that are named, or those that have
 * none yet. `--all` starts over, which ends the replay of older runs; `--without some-patch` saves one as the code was
 * before that patch, and may be given more than once.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      without: { type: 'string', multiple: true, default: [] },
    },
  });
  await globalSetup();
  const patches = values.without.map(without);
  const bundle = patches.length > 0 ? await alteredBundle(...patches) : undefined;
  try {
    if (values.all) await clearHistories();
    for (const kind of ['clear', 'encrypted'] as const) {
      const saved = (await readHistories(kind)).map(({ name }) => name);
      const wanted = (name: string) =>
        positionals.length > 0 ? positionals.includes(name) : !saved.includes(name);
      await save(kind, Object.keys(SCENARIOS[kind]).filter(wanted), bundle);
    }
  } finally {
    if (bundle) await rm(bundle);
    await globalTeardown();
  }
}

async function save(kind: Kind, names: string[], bundle: string | undefined): Promise<void> {
  if (names.length === 0) return;
  const engine = await Engine.start({
    notices: RECEIVER,
    ...(kind === 'encrypted' && { encryption: SAVED_WITH }),
    ...(bundle && { bundle }),
  });
  try {
    for (const name of names) {
      await engine.usePolicy({});
      const left = await SCENARIOS[kind][name]?.(new Scene(engine, name), engine);
      const history = typeof left === 'object' ? left : await historyOf(engine, left ?? name);
      await saveHistory(kind, name, history);
      process.stdout.write(`${kind} ${name}: ${history.events?.length ?? 0} events\n`);
    }
  } finally {
    await engine.stop();
  }
}

const historyOf = (engine: Engine, workflowId: string): Promise<History> =>
  engine.temporal.workflow.getHandle(workflowId).fetchHistory();

// A failure that nobody handles ends the process by itself.
void main().then(() => process.exit(0));
