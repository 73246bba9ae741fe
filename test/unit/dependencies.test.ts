import { describe, expect, it } from '@jest/globals';
import { billOfMaterials } from '../../scripts/sbom/bill-of-materials';
import { readLock } from '../../scripts/sbom/lock-file';
import { textOf } from './compose-files';

const lock = textOf('package-lock.json');
const { packages } = readLock(lock);
const project = JSON.parse(textOf('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'overrides',
  Record<string, string>
>;

/** Licences that let the engine be given away under Apache-2.0, with what it needs. */
const ALLOWED = [
  ...['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'BlueOak-1.0.0'],
  ...['Unlicense', 'CC0-1.0'],
  // Data only, of which browsers can what; it wants to be named.
  'CC-BY-4.0',
];

/** An SPDX expression of one level: all of what AND joins, or one of what OR joins. */
const isAllowed = (expression: string): boolean => {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isAllowed);
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  return ALLOWED.includes(bare);
};

describe('dependencies', () => {
  it.each(['dependencies', 'devDependencies', 'overrides'] as const)(
    'have exact versions: %s',
    (kind) => {
      const loose = Object.entries(project[kind]).filter(
        ([name, version]) => !/^\d+\.\d+\.\d+$/.test(version) && version !== `$${name}`,
      );
      expect(loose).toEqual([]);
    },
  );

  it('are told by the lock file with a strong hash each, and without an address to get them from', () => {
    const weak = packages.filter(({ integrity = '' }) => !/^sha512-[\w+/]{86}==$/.test(integrity));
    expect(weak.map(({ path }) => path)).toEqual([]);
    expect(packages.length).toBeGreaterThan(300);
    expect(lock).not.toContain('"resolved"');
    expect(lock).not.toMatch(/(git|file|link|ssh)[+:]/);
  });

  it('that run in production have licences that fit ours', () => {
    const { components } = billOfMaterials(textOf('package.json'), lock);
    const others = components.flatMap(({ name, licenses }) => {
      const [named] = licenses;
      if (named === undefined) return [[name, 'none']];
      const expression = 'expression' in named ? named.expression : named.license.id;
      return isAllowed(expression) ? [] : [[name, expression]];
    });
    expect(others).toEqual([]);
  });

  it('run no code of theirs by being installed', () => {
    expect(textOf('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    // Who joins them is to be looked at: whether it works without its script.
    const scripted = packages.filter(({ hasInstallScript }) => hasInstallScript);
    expect(scripted.map(({ name }) => name).sort()).toEqual([
      '@parcel/watcher',
      '@swc/core',
      'esbuild',
      'protobufjs',
      'unrs-resolver',
    ]);
  });
});
