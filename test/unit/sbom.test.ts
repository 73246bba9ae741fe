import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { billOfMaterials } from '../../scripts/sbom/bill-of-materials';
import { writeBillOfMaterials } from '../../scripts/sbom/write';
import { CHECKOUT, textOf } from './compose-files';

const project = JSON.parse(textOf('package.json')) as { name: string; version: string };
const lock = textOf('package-lock.json');
const bill = billOfMaterials(textOf('package.json'), lock);

interface Entry {
  version: string;
  dev?: boolean;
  integrity: string;
}
const production = Object.entries(
  (JSON.parse(lock) as { packages: Record<string, Entry> }).packages,
).filter(([path, { dev }]) => path !== '' && !dev);

describe('the software bill of materials', () => {
  it('is a CycloneDX document of this project', () => {
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      serialNumber: expect.stringMatching(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      metadata: {
        component: {
          type: 'application',
          name: project.name,
          version: project.version,
          licenses: [{ license: { id: 'Apache-2.0' } }],
        },
      },
    });
  });

  it('has every package of production, with version, licence and hash, and no other', () => {
    const expected = production.map(([path, { version, integrity }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const hash = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
      return `${name}@${version} ${hash}`;
    });
    const named = bill.components.map(
      ({ name, version, hashes }) => `${name}@${version} ${hashes?.[0]?.content}`,
    );
    expect(named.sort()).toEqual([...new Set(expected)].sort());
    expect(named.length).toBeGreaterThan(100);
    for (const { name, licenses, hashes } of bill.components)
      expect({ name, licenses: licenses.length, alg: hashes?.[0]?.alg }).toEqual({
        ...{ name, licenses: 1, alg: 'SHA-512' },
      });
  });

  it('says what needs what, so that each can be reached from the project', () => {
    const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const reach = (ref: string): void => {
      if (reached.has(ref)) return;
      reached.add(ref);
      needs.get(ref)?.forEach(reach);
    };
    reach(bill.metadata.component['bom-ref']);
    const known = bill.components.map((component) => component['bom-ref']);
    expect([...reached].sort()).toEqual([bill.metadata.component['bom-ref'], ...known].sort());
  });

  it('finds the one of several versions that a package gets', () => {
    const packages = {
      '': { dependencies: { a: '1.0.0', b: '1.0.0' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '2.0.0' } },
      'node_modules/a/node_modules/b': { version: '2.0.0' },
      'node_modules/b': { version: '1.0.0', optionalDependencies: { a: '1.0.0', gone: '1.0.0' } },
      'node_modules/tool': { version: '1.0.0', dev: true },
    };
    const { components, dependencies } = billOfMaterials(
      '{"name":"p","version":"1.0.0","license":"MIT"}',
      JSON.stringify({ packages }),
    );
    expect(components.map(({ purl }) => purl)).toEqual([
      'pkg:npm/a@1.0.0',
      'pkg:npm/b@1.0.0',
      'pkg:npm/b@2.0.0',
    ]);
    expect(Object.fromEntries(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))).toEqual({
      'pkg:npm/p@1.0.0': ['pkg:npm/a@1.0.0', 'pkg:npm/b@1.0.0'],
      'pkg:npm/a@1.0.0': ['pkg:npm/b@2.0.0'],
      'pkg:npm/b@1.0.0': ['pkg:npm/a@1.0.0'],
      'pkg:npm/b@2.0.0': [],
    });
  });

  it('is the same bytes each time, without a time, a path of this machine or an address', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'offboarding-sbom-'));
    const written = await Promise.all(
      ['one.json', 'two.json'].map(async (name) => {
        await writeBillOfMaterials(CHECKOUT, join(folder, name));
        return readFile(join(folder, name), 'utf8');
      }),
    );
    await rm(folder, { recursive: true });
    expect(written[0]).toBe(written[1]);
    const [text = ''] = written;
    expect(text).not.toContain(CHECKOUT);
    expect(text.match(/https?:\/\/[^"]+/g)).toEqual([
      'http://cyclonedx.org/schema/bom-1.6.schema.json',
    ]);
    expect(text).not.toMatch(/timestamp|\d{4}-\d\d-\d\dT/);
  });
});
