import { afterAll, beforeAll, beforeEach, it } from '@jest/globals';
import { DOCUMENT, sectionsOf } from './document';
import { Stage } from './stage';
import { walk, type Situation } from './walk';

/** A test for each situation, by its heading in docs/operations.md, one after the other: `blocked` shows them all. */
export function playAll(situations: Record<string, Situation>): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());
  // What one situation left undone is none of the next one's.
  beforeEach(() => stage.reset());

  it.each(Object.entries(situations))('%s', async (title, situation) => {
    const section = sectionsOf(DOCUMENT).find((one) => one.title === title);
    if (!section) throw new Error(`docs/operations.md has no chapter "${title}".`);
    if (!situation.isIdle) return walk(section, situation, stage);
    const idle = await Stage.open(false);
    try {
      await walk(section, situation, idle);
    } finally {
      await idle.close();
    }
  });
}
