import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { STORE } from '../../src/local/folders';
import { encryptedBundle } from '../support/encrypted-bundle';
import { runChaos } from './run-chaos';

/** The short form of `npm run chaos`: one of each kind of leaver and story, and a storm of seconds. */
const SHORT = { seed: 20, leavers: 40, stormMs: 16_000, workers: 2 };
/** No storm is one without these. */
const WANTED = [
  'killWorker',
  'drainWorker',
  'killIntake',
  'stopTemporal',
  'cutLine',
  'breakAnswers',
  'failAll',
  'failAfterwards',
];
/** Not a measure: above what it gives itself on a machine that does much else. */
const PATIENCE_MS = 480_000;

describe('chaos, in its short form', () => {
  it(
    'everybody is out or asked about, nothing is done twice, lost, or told',
    async () => {
      const folder = join(STORE, 'chaos', `test-${process.pid}`);
      const lines: string[] = [];
      const { judgements, disturbances, passwords } = await runChaos({
        ...SHORT,
        folder,
        say: (line) => void lines.push(line),
        encrypted: true,
        bundle: await encryptedBundle(),
      });
      const broken = judgements.filter(({ violations }) => violations.length > 0);
      if (broken.length > 0) lines.push(`Logs and Temporal's data: ${folder}`);
      else await rm(folder, { recursive: true, force: true });
      expect({ broken, lines: broken.length > 0 ? lines : [] }).toEqual({ broken: [], lines: [] });
      // There was something to be judged.
      for (const { checked } of judgements) expect(checked).toBeGreaterThan(20);
      expect(passwords).toBeGreaterThan(10);
      const kinds = Object.entries(disturbances);
      expect(kinds.filter(([, { met }]) => met === 0)).toEqual([]);
      expect(kinds.map(([kind]) => kind)).toEqual(expect.arrayContaining(WANTED));
    },
    PATIENCE_MS,
  );
});
