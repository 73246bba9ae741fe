import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_POLICY } from '../../src/domain/error-policy';
import { isOutage, type ReactionKind } from '../../src/domain/error-policy/reaction';
import { DEFAULT_POLICY } from '../../src/domain/policy';
import type { Provider } from '../../src/domain/provider';
import { failedRunTable, ownCodeTable } from './engine-codes';
import { code, either, inWords, table } from './markdown';
import { REACTIONS } from './reactions';
import { policyTable } from './rows';

const kinds = Object.keys(REACTIONS) as ReactionKind[];

const reactionTable = (): string =>
  table(
    ['reaction', 'what the engine does', 'what you do'],
    kinds.map((kind) => [code(kind), REACTIONS[kind].engine, REACTIONS[kind].person]),
  );

const rowsOf = (provider: Provider): string =>
  policyTable(ERROR_POLICY.filter((row) => row.provider === provider));

/** What the template's `{{names}}` stand for. */
const PARTS: Record<string, () => string> = {
  sweepDelay: () => inWords(DEFAULT_POLICY.sweepDelay),
  sweepInterval: () => inWords(DEFAULT_POLICY.sweepInterval),
  outages: () => either(kinds.filter(isOutage).map(code)),
  reactions: reactionTable,
  zoom: () => rowsOf('zoom'),
  cloudflare: () => rowsOf('cloudflare'),
  bamboohr: () => rowsOf('bamboohr'),
  hibob: () => rowsOf('hibob'),
  gusto: () => rowsOf('gusto'),
  ownCodes: ownCodeTable,
  failedRuns: failedRunTable,
};

/** docs/errors.md as it should be. @throws Error naming a `{{name}}` of the template that nothing stands behind */
export function errorDocument(): string {
  const template = readFileSync(join(__dirname, 'template.md'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const part = PARTS[name];
    if (!part) throw new Error(`scripts/error-docs/template.md: nothing is called {{${name}}}.`);
    return part();
  });
}
