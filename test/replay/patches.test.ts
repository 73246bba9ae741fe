import { beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHistories, startOf, type History } from './histories';

const WORKFLOWS = join(__dirname, '..', '..', 'src', 'workflows');

/** Every id that the process asks for. */
async function patchesInCode(): Promise<string[]> {
  const files = (await readdir(WORKFLOWS, { recursive: true })).filter((it) => it.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(WORKFLOWS, file), 'utf8')));
  const found = texts.flatMap((text) => [...text.matchAll(/\bpatched\(\s*'([^']+)'/g)]);
  return [...new Set(found.map(([, id]) => id ?? ''))].sort();
}

/** What a run that took the patched path has in its history; the SDK writes it, and no codec sees it. */
function patchesIn({ events }: History): string[] {
  return (events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) => {
    const data = marker?.markerName === 'core_patch' && marker.details?.['patch-data'];
    const [payload] = (data && data.payloads) || [];
    if (!payload?.data) return [];
    return (JSON.parse(Buffer.from(payload.data).toString()) as { id: string }).id;
  });
}

let saved: { name: string; type: string; patches: string[] }[];
let ids: string[];
beforeAll(async () => {
  ids = await patchesInCode();
  const runs = [...(await readHistories('clear')), ...(await readHistories('encrypted'))];
  saved = runs.map(({ name, history }) => ({
    name,
    type: startOf(history).type,
    patches: patchesIn(history),
  }));
});

describe('each patch of the process', () => {
  it('has a saved history that took it: add a scenario of that path, and npm run histories', () => {
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !saved.some(({ patches }) => patches.includes(id)))).toEqual([]);
  });

  it('has one from before it, of each workflow that takes it: save under a new name, not anew', () => {
    const taken = new Set(
      saved.flatMap(({ type, patches }) => patches.map((id) => `${id} in ${type}`)),
    );
    const before = ([id, type]: [string, string]) =>
      saved.some((one) => one.type === type && !one.patches.includes(id));
    const missing = [...taken].filter((one) => !before(one.split(' in ') as [string, string]));
    expect(missing).toEqual([]);
  });

  it('is still in the code, where a history has it', () => {
    expect(saved.filter(({ patches }) => patches.some((id) => !ids.includes(id)))).toEqual([]);
  });
});
