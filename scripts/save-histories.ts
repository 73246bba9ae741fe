import { clearHistories, saveHistory } from '../test/replay/histories';
import { SCENARIOS } from '../test/replay/scenarios';
import { RECEIVER } from '../test/replay/scenarios/notices';
import { Scene } from '../test/replay/scene';
import { Engine } from '../test/support/engine';
import globalSetup from '../test/support/global-setup';
import globalTeardown from '../test/support/global-teardown';

/**
 * Runs every scenario, or those that are named, on a real server and saves its history for test/replay. To be run when a change of the
 * process is meant to end the replay of older runs; what only changes their outcome needs it not.
 */
async function main(): Promise<void> {
  await globalSetup();
  try {
    const engine = await Engine.start({ notices: RECEIVER });
    try {
      const named = process.argv.slice(2);
      if (named.length === 0) await clearHistories();
      for (const [name, scenario] of Object.entries(SCENARIOS)) {
        if (named.length > 0 && !named.includes(name)) continue;
        await engine.usePolicy({});
        const id = (await scenario(new Scene(engine, name), engine)) ?? name;
        const history = await engine.temporal.workflow.getHandle(id).fetchHistory();
        await saveHistory(name, history);
        process.stdout.write(`${name}: ${history.events?.length ?? 0} events\n`);
      }
    } finally {
      await engine.stop();
    }
  } finally {
    await globalTeardown();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
