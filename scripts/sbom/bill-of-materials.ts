import { createHash } from 'node:crypto';
import { readLock, resolveFrom, type LockedPackage } from './lock-file';

/** Of packages whose package.json names none: read in their LICENSE files. */
const LICENCES: Record<string, string> = { unionfs: 'Unlicense' };

interface Component {
  'bom-ref': string;
  type: 'library' | 'application';
  name: string;
  version: string;
  scope?: 'required' | 'optional';
  hashes?: { alg: string; content: string }[];
  licenses: ({ license: { id: string } } | { expression: string })[];
  purl: string;
}

/** CycloneDX 1.6, as far as it is written here. https://cyclonedx.org/docs/1.6/json/ */
export interface BillOfMaterials {
  $schema: string;
  bomFormat: 'CycloneDX';
  specVersion: '1.6';
  serialNumber: string;
  version: 1;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;

const licensesOf = (licence: string | undefined): Component['licenses'] => {
  if (licence === undefined) return [];
  return / (AND|OR) /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
};

const hashesOf = (integrity: string): NonNullable<Component['hashes']> =>
  integrity.split(' ').map((one) => {
    const [, bits = '', content = ''] = /^sha(\d+)-(.+)$/.exec(one) ?? [];
    return { alg: `SHA-${bits}`, content: Buffer.from(content, 'base64').toString('hex') };
  });

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function componentOf({ name, version, isOptional, licence, integrity }: LockedPackage): Component {
  return {
    'bom-ref': purlOf(name, version),
    type: 'library',
    name,
    version,
    scope: isOptional ? 'optional' : 'required',
    ...(integrity !== undefined && { hashes: hashesOf(integrity) }),
    licenses: licensesOf(licence ?? LICENCES[name]),
    purl: purlOf(name, version),
  };
}

/** A UUID made of the content, so that the same lock file gives the same document. */
function serialNumberOf(content: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return `urn:uuid:${a}-${b}-8${c}-8${d}-${e}`;
}

/**
 * Every package that runs in production, with version, licence and hash, and what needs what. From the lock file
 * alone: no network, no time, no address, and the same bytes for the same lock file.
 */
export function billOfMaterials(packageJson: string, lockFile: string): BillOfMaterials {
  const project = JSON.parse(packageJson) as { name: string; version: string; license: string };
  const { packages, needs } = readLock(lockFile);
  const production = packages.filter(({ isDevelopment }) => !isDevelopment);
  const byPath = new Map(production.map((one) => [one.path, one]));
  const refsOf = (path: string, names: readonly string[]): string[] => {
    const found = names.flatMap((name) => resolveFrom(byPath, path, name) ?? []);
    return found.map(({ name, version }) => purlOf(name, version));
  };

  const self = purlOf(project.name, project.version);
  const components = new Map<string, Component>();
  const dependencies = new Map<string, Set<string>>([[self, new Set(refsOf('', needs))]]);
  for (const one of production) {
    const component = componentOf(one);
    const ref = component['bom-ref'];
    // Installed twice, it is still one; required by one of both, it is required.
    if (components.get(ref)?.scope !== 'required') components.set(ref, component);
    const known = dependencies.get(ref) ?? new Set();
    dependencies.set(ref, new Set([...known, ...refsOf(one.path, one.needs)]));
  }

  const content = {
    metadata: {
      component: {
        'bom-ref': self,
        type: 'application' as const,
        name: project.name,
        version: project.version,
        licenses: licensesOf(project.license),
        purl: self,
      },
    },
    components: [...components.values()].sort((a, b) => byText(a.purl, b.purl)),
    dependencies: [...dependencies]
      .map(([ref, on]) => ({ ref, dependsOn: [...on].sort(byText) }))
      .sort((a, b) => byText(a.ref, b.ref)),
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumberOf(content),
    version: 1,
    ...content,
  };
}
