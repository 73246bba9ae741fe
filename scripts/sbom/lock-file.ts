/** What npm's lock file (version 3) says of one installed package. */
export interface LockedPackage {
  /** Where it is installed: `node_modules/a/node_modules/b`. */
  path: string;
  name: string;
  version: string;
  /** An SPDX id or expression. */
  licence?: string;
  /** Subresource integrity: `sha512-` and the hash in base64. */
  integrity?: string;
  /** Left out where the platform is another. */
  isOptional: boolean;
  /** Only to build and to test. */
  isDevelopment: boolean;
  hasInstallScript: boolean;
  /** Names of what it needs, whether it must have them or not. */
  needs: string[];
}

interface Entry {
  name?: string;
  version?: string;
  license?: string;
  integrity?: string;
  optional?: boolean;
  devOptional?: boolean;
  dev?: boolean;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const FOLDER = 'node_modules/';

/** Every package that the lock file installs, and what the project itself needs. */
export function readLock(text: string): { packages: LockedPackage[]; needs: string[] } {
  const { packages } = JSON.parse(text) as { packages: Record<string, Entry> };
  const { '': root, ...installed } = packages;
  return {
    needs: Object.keys({ ...root?.dependencies, ...root?.optionalDependencies }),
    packages: Object.entries(installed).map(([path, entry]) => ({
      path,
      name: entry.name ?? path.slice(path.lastIndexOf(FOLDER) + FOLDER.length),
      version: entry.version ?? '',
      ...(entry.license !== undefined && { licence: entry.license }),
      ...(entry.integrity !== undefined && { integrity: entry.integrity }),
      isOptional: entry.optional === true || entry.devOptional === true,
      isDevelopment: entry.dev === true,
      hasInstallScript: entry.hasInstallScript === true,
      needs: Object.keys({
        ...entry.dependencies,
        ...entry.optionalDependencies,
        ...entry.peerDependencies,
      }),
    })),
  };
}

/** The package that `name` means for a package installed at `path`, as Node looks for it; '' is the project. */
export function resolveFrom(
  packages: ReadonlyMap<string, LockedPackage>,
  path: string,
  name: string,
): LockedPackage | undefined {
  for (let place = path; ;) {
    const found = packages.get(`${place}${place === '' ? '' : '/'}${FOLDER}${name}`);
    if (found || place === '') return found;
    const up = place.lastIndexOf(`/${FOLDER}`);
    place = up < 0 ? '' : place.slice(0, up);
  }
}
