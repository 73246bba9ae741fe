import { beforeAll, describe, expect, it } from '@jest/globals';
import { dataConverterFor } from '../../src/encryption/data-converter';
import type { Encryption } from '../../src/encryption/payload-key';
import { encryptedBundle } from '../support/encrypted-bundle';
import { newEncryption } from '../support/encryption';
import { readHistories } from './histories';
import { altered, beQuiet, violations } from './replaying';
import { SCENARIOS } from './scenarios';
import { SAVED_WITH } from './scenarios/encrypted';

let codePath: string;
beforeAll(async () => {
  beQuiet();
  codePath = await encryptedBundle();
});

const codeWith = (encryption: Encryption) => ({
  workflowBundle: { codePath },
  dataConverter: dataConverterFor(encryption),
});

describe('runs under way that are encrypted', () => {
  it('have a saved history for every path, which nobody reads without the key', async () => {
    const runs = await readHistories('encrypted');
    expect(runs.map(({ name }) => name)).toEqual(Object.keys(SCENARIOS.encrypted).sort());
    expect(JSON.stringify(runs)).not.toContain('example.com');
  });

  it('replay with the process as it is now', async () => {
    expect(await violations(codeWith(SAVED_WITH), await readHistories('encrypted'))).toEqual({});
  });

  it('would be seen to break: by another activity in a history, and by other keys', async () => {
    const runs = await readHistories('encrypted');
    const others = await violations(codeWith(newEncryption('other')), runs);
    expect(Object.keys(others).sort()).toEqual(Object.keys(SCENARIOS.encrypted).sort());
    const changed = runs.map((run) => altered(run, 'revokeZoomSsoToken'));
    expect(Object.keys(await violations(codeWith(SAVED_WITH), changed))).toEqual([
      'encryptedBlockedThenRetried',
    ]);
  });
});

describe('encryption switched on while runs are under way', () => {
  it('breaks none of them', async () => {
    expect(await violations(codeWith(SAVED_WITH), await readHistories('clear'))).toEqual({});
  });
});
