import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConfig } from '../../src/config';
import { DEFAULT_POLICY } from '../../src/domain/policy';

const folder = mkdtempSync(join(tmpdir(), 'offboarding-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: string): string {
  const path = join(folder, `policy-${(files += 1)}.json`);
  writeFileSync(path, content);
  return path;
}

const checked = (path: string | undefined) => checkConfig({ OFFBOARDING_POLICY: path }).policy;

function readPolicy(path: string | undefined) {
  const policy = checked(path);
  return 'value' in policy ? policy.value : undefined;
}

function faultsOf(path: string) {
  const policy = checked(path);
  return 'faults' in policy ? policy.faults : [];
}

describe('the policy file', () => {
  it('may be absent: every field has a default', () => {
    expect(readPolicy(undefined)).toEqual(DEFAULT_POLICY);
    expect(readPolicy(file('{}'))).toEqual(DEFAULT_POLICY);
  });

  it('changes what it names, and nothing else', () => {
    const content = { adminAccounts: 'demote', retry: { maximumAttempts: 3 } };
    expect(readPolicy(file(`\uFEFF${JSON.stringify(content)}`))).toEqual({
      ...DEFAULT_POLICY,
      adminAccounts: 'demote',
      retry: { ...DEFAULT_POLICY.retry, maximumAttempts: 3 },
    });
  });

  it('names every wrong field with its path, all at once', () => {
    const faults = faultsOf(
      file(
        JSON.stringify({
          sweepDelay: '1 minute',
          retry: { maximumAttempts: 0, maxAttempts: 3 },
          adminAccounts: 'delete',
          timeZone: 'Europe/Atlantis',
          protectedAccount: ['boss@example.com'],
        }),
      ),
    );
    expect(faults.map(({ name }) => name).sort()).toEqual([
      'OFFBOARDING_POLICY adminAccounts',
      'OFFBOARDING_POLICY protectedAccount',
      'OFFBOARDING_POLICY retry.maxAttempts',
      'OFFBOARDING_POLICY retry.maximumAttempts',
      'OFFBOARDING_POLICY sweepDelay',
      'OFFBOARDING_POLICY timeZone',
    ]);
  });

  it.each([
    ['is not there', join(folder, 'none.json'), 'there is no such file'],
    ['is a folder', folder, 'cannot be read (EISDIR)'],
    ['is not JSON', file('{"sweepDelay": }'), 'must hold JSON'],
  ])('that %s is a fault', (_what, path, words) => {
    expect(faultsOf(path)).toEqual([
      { name: 'OFFBOARDING_POLICY', problem: expect.stringContaining(words) },
    ]);
  });

  it.each([['[]'], ['null'], ['"text"']])('%s is a fault, not a crash', (content) => {
    expect(faultsOf(file(content))).toEqual([
      { name: 'OFFBOARDING_POLICY', problem: expect.stringContaining('must be object') },
    ]);
  });
});
