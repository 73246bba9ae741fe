import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'microsoft-edge'];
const USUAL_PLACES = [
  ...['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) =>
    NAMES.map((name) => join(folder, name)),
  ),
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  ...['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
];

const HOW_TO_GET_ONE =
  'Install Chromium (Debian: apt-get install chromium; macOS: brew install --cask chromium), or set CHROMIUM to the path of a Chromium, Chrome or Edge.';

/** Offline, and without a sandbox: only pages of this machine are opened, perhaps by root in a container. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The executable, or the sentence that says how to come by one. */
export type BrowserSearch = { path: string } | { missing: string };

/** CHROMIUM, which is then meant and no other; else the first known browser on PATH, else in the usual places. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): BrowserSearch {
  const { CHROMIUM: named, PATH = '' } = environment;
  if (named)
    return existsSync(named)
      ? { path: named }
      : { missing: `There is no browser at ${named}, as CHROMIUM says. ${HOW_TO_GET_ONE}` };
  const onPath = PATH.split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const path = [...onPath, ...USUAL_PLACES].find((candidate) => existsSync(candidate));
  return path === undefined
    ? { missing: `There is no browser on this machine. ${HOW_TO_GET_ONE}` }
    : { path };
}

/** Milliseconds; Playwright's own patience is too short for a machine that does much else. */
export const BROWSER_PATIENCE_MS = 120_000;

/** Headless. Throws the sentence that says how to install a browser where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const search = findBrowser();
  if ('missing' in search) throw new Error(search.missing);
  return chromium.launch({
    executablePath: search.path,
    args: FLAGS,
    timeout: BROWSER_PATIENCE_MS,
  });
}
