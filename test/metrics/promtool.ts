import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const { PROMTOOL, PATH = '', OFFBOARDING_CACHE, XDG_CACHE_HOME } = process.env;
const CACHE =
  OFFBOARDING_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'offboarding-engine');

/** PROMTOOL, else one on PATH, else the one that .ci/run unpacks. */
const place = PROMTOOL
  ? [PROMTOOL]
  : [
      ...PATH.split(delimiter)
        .filter(Boolean)
        .map((folder) => join(folder, 'promtool')),
      join(CACHE, 'prometheus', 'usr', 'bin', 'promtool'),
    ];
const path = place.find((candidate) => existsSync(candidate));

/** What to do where Prometheus's own checker of rules is not there. */
export const promtoolLacks: string | undefined =
  path === undefined
    ? "Prometheus's promtool is not on this machine. Install Prometheus (Debian: apt-get install prometheus; macOS: brew install prometheus), or set PROMTOOL to its path."
    : undefined;

/** What it prints, be it content or not. */
export const promtool = (...args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(path ?? '', args, (_error, stdout, stderr) => resolve(`${stdout}${stderr}`));
  });
