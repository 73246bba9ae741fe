import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorDocument } from '../../scripts/error-docs/document';
import { OWN_CODES } from '../../scripts/error-docs/engine-codes';
import { ERROR_POLICY } from '../../src/domain/error-policy';

const ROOT = join(__dirname, '..', '..');
const written = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8');

describe('docs/errors.md', () => {
  it('says what the error policy does', () => {
    if (written !== errorDocument())
      throw new Error(
        'docs/errors.md is stale: run `npm run docs:errors`, and keep what it writes.',
      );
  });

  it('has a line for each row, with what a person does', () => {
    for (const { meaning, fix = 'Nothing.' } of ERROR_POLICY) {
      const lines = written.split('\n').filter((line) => line.includes(`| ${meaning} |`));
      expect(lines).toContainEqual(expect.stringContaining(`| ${fix} |`));
    }
  });

  it("explains every code of the engine's own", () => {
    const documented = Object.keys(OWN_CODES).flatMap((codes) => codes.split(', '));
    expect(ownCodesIn('src/workflows', 'src/activities').filter(isMissingFrom(documented))).toEqual(
      [],
    );
  });
});

/** Codes written out in the sources: `'zoom.stillActive'`. */
function ownCodesIn(...folders: string[]): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  );
  const code =
    /'((?:engine|worker|run|employee|hr|breaker|policy|access|zoom|cloudflare)\.[A-Za-z]+)'/g;
  return files.flatMap((text) => [...text.matchAll(code)].map(([, found]) => found!));
}

const isMissingFrom =
  (documented: string[]) =>
  (code: string): boolean =>
    !documented.includes(code);
