import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sha256 } from '../../../src/cli/evidence/sha256';
import { canonical, linksBy } from '../../../src/domain/evidence/chain';
import { sealReport, unsealed } from '../../../src/domain/evidence/sealed-report';
import { verifyChain } from '../../../src/domain/evidence/verify-chain';
import { detailed } from '../../support/sample-reports';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const sealed = sealReport(
  detailed(),
  { engine: '1.0.0', readAt: '2026-12-01T00:00:00.000Z' },
  sha256,
);
const COUNT = sealed.entries.length;
/** As it comes out of a file: plain JSON, every time anew. */
const copy = () => JSON.parse(JSON.stringify(sealed)) as typeof sealed;
const verify = (value: unknown) => verifyChain(value, sha256);

type Path = (string | number)[];
/** The way to every value in the report, leaves and whole branches alike. */
function pathsOf(value: Json, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  const children = value as Record<string | number, Json>;
  return [
    ...(path.length > 0 ? [path] : []),
    ...keys.flatMap((key) => pathsOf(children[key]!, [...path, key])),
  ];
}
const PATHS = pathsOf(copy() as unknown as Json);

function parentOf(root: object, path: Path): Record<string | number, unknown> {
  let parent = root as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as typeof parent;
  return parent;
}
const anyPath = fc.constantFrom(...PATHS);
const keyOf = (path: Path) => path.at(-1)!;

describe('the chain over a report', () => {
  it('holds, however the JSON is written', () => {
    expect(verify(copy())).toMatchObject({ kind: 'valid' });
    const reversed = Object.fromEntries(Object.entries(copy()).reverse());
    for (const space of ['', '\t', '        '])
      expect(verify(JSON.parse(JSON.stringify(reversed, undefined, space)))).toMatchObject({
        kind: 'valid',
      });
  });

  it('is over the report, the whole report and nothing else', () => {
    expect(unsealed(copy())).toEqual(detailed());
  });

  it('is what its description says, so that others can check it', () => {
    const { format, version, engine, workflowId, runId, request } = sealed;
    const header = sha256(
      canonical({ header: { format, version, engine, workflowId, runId, request } }),
    );
    expect(sealed.hash).toBe(header);
    const [first] = detailed().entries;
    expect(sealed.entries[0]!.hash).toBe(sha256(canonical({ previous: header, entry: first })));
    const previous = sealed.entries.at(-1)!.hash;
    expect(sealed.head).toBe(
      sha256(canonical({ previous, end: { status: sealed.status, entries: COUNT } })),
    );
  });

  it('breaks with any value changed', () => {
    const another = fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(anyPath, another, (path, value) => {
        const changed = copy();
        const parent = parentOf(changed, path);
        fc.pre(canonical([parent[keyOf(path)]]) !== canonical([value]));
        parent[keyOf(path)] = value;
        expect(verify(changed).kind).not.toBe('valid');
      }),
      { numRuns: 400 },
    );
  });

  it('breaks with any value taken away, every one of them', () => {
    for (const path of PATHS) {
      const changed = copy();
      const parent = parentOf(changed, path);
      if (Array.isArray(parent)) parent.splice(keyOf(path) as number, 1);
      else delete parent[keyOf(path)];
      expect({ path, kind: verify(changed).kind }).not.toMatchObject({ kind: 'valid' });
    }
  });

  it('breaks with anything added, anywhere', () => {
    fc.assert(
      fc.property(anyPath, fc.string(), (path, name) => {
        const changed = copy();
        const parent = parentOf(changed, path);
        fc.pre(!Object.hasOwn(parent, name));
        if (Array.isArray(parent)) parent.push('more');
        else
          Object.defineProperty(parent, name, { value: 'more', enumerable: true, writable: true });
        expect(verify(changed).kind).not.toBe('valid');
      }),
      { numRuns: 200 },
    );
  });

  const anyTwo = fc
    .tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1))
    .filter(([one, other]) => one < other);

  it('breaks with entries swapped, and names the first that does not fit', () => {
    fc.assert(
      fc.property(anyTwo, ([one, other]) => {
        const changed = copy();
        const { entries } = changed;
        [entries[one], entries[other]] = [entries[other]!, entries[one]!];
        expect(verify(changed)).toMatchObject({ kind: 'broken', at: one + 1, entries: COUNT });
      }),
    );
  });

  it('breaks with entries taken out, or repeated', () => {
    fc.assert(
      fc.property(fc.nat(COUNT - 1), fc.boolean(), (index, isRepeated) => {
        const changed = copy();
        changed.entries.splice(
          index,
          isRepeated ? 0 : 1,
          ...(isRepeated ? [sealed.entries[index]!] : []),
        );
        const at = isRepeated ? index + 2 : index + 1;
        const isLast = at > changed.entries.length;
        expect(verify(changed)).toMatchObject({ kind: 'broken', at: isLast ? 'end' : at });
      }),
    );
  });

  it('breaks with the end cut off, however much of it', () => {
    for (let left = 0; left < COUNT; left += 1) {
      const changed = { ...copy(), entries: copy().entries.slice(0, left) };
      expect(verify(changed)).toMatchObject({ kind: 'broken', at: 'end', entries: left });
    }
  });

  it('breaks where a link is computed anew and those after it are not', () => {
    const changed = copy();
    const links = linksBy(sha256);
    const { hash: _hash, ...entry } = { ...changed.entries[3]!, at: '2026-01-01T00:00:00.000Z' };
    const hash = links.entry(changed.entries[2]!.hash, entry);
    changed.entries[3] = { ...entry, hash };
    expect(verify(changed)).toMatchObject({ kind: 'broken', at: 5 });
  });

  it('says what a change of the header and of the end mean', () => {
    const header = copy();
    header.request.requestedBy = 'somebody else';
    expect(verify(header)).toMatchObject({
      at: 'header',
      meaning: expect.stringContaining('was changed'),
    });
    const end = copy();
    end.status.containedAt = '2026-11-27T16:00:00.006Z';
    expect(verify(end)).toMatchObject({ at: 'end', meaning: expect.stringContaining('status') });
  });

  it('holds over no entries too', () => {
    const circumstances = { engine: '1.0.0', readAt: '2026-12-01T00:00:00.000Z' };
    const empty = sealReport({ ...detailed(), entries: [] }, circumstances, sha256);
    expect(verify(JSON.parse(JSON.stringify(empty)))).toMatchObject({ kind: 'valid' });
  });
});

describe('a report of an ended run', () => {
  it('has the same head whenever it is read; one under way says when that was', () => {
    const at = (readAt: string) => sealReport(detailed(), { engine: '1.0.0', readAt }, sha256);
    expect(at('2027-01-01T00:00:00.000Z').head).toBe(sealed.head);
    const underWay = detailed();
    underWay.status.state = 'blocked';
    const readAt = '2026-12-01T00:00:00.000Z';
    expect(sealReport(underWay, { engine: '1.0.0', readAt }, sha256).asOf).toBe(readAt);
  });
});
