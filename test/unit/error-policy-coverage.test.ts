import { describe, expect, it } from '@jest/globals';
import { ERROR_POLICY, verdictOn } from '../../src/domain/error-policy';
import { CLOUDFLARE_CATALOGUE } from '../../src/simulator/cloudflare/catalogue';
import { ZOOM_CATALOGUE } from '../../src/simulator/zoom/catalogue';
import { failureOf, type ErrorCase } from '../support/error-cases';
import { CLOUDFLARE_CASES, ZONE_CASES } from '../support/error-cases-cloudflare';
import { PASSWORD_CASES } from '../support/error-cases-password';
import {
  CONTAINMENT_CASES,
  DEMOTION_CASES,
  OAUTH_CASES,
  POLICY_CASES,
  REVERSAL_CASES,
} from '../support/error-cases-special';
import { TRANSPORT_CASES } from '../support/error-cases-transport';
import { ZOOM_CASES } from '../support/error-cases-zoom';

const SUITES: readonly (readonly ErrorCase[])[] = [
  ZOOM_CASES,
  PASSWORD_CASES,
  CLOUDFLARE_CASES,
  ZONE_CASES,
  TRANSPORT_CASES,
  CONTAINMENT_CASES,
  DEMOTION_CASES,
  REVERSAL_CASES,
  POLICY_CASES,
  OAUTH_CASES,
];

describe('the cases of the error policy', () => {
  it('lead to every row of it', () => {
    const covered = new Set(SUITES.flat().map((one) => verdictOn(failureOf(one)).row));
    const missing = ERROR_POLICY.filter((row) => !covered.has(row));
    expect(missing).toEqual([]);
  });

  it('send every fault of the simulators', () => {
    const sent = new Set(SUITES.flat().flatMap(({ faults }) => faults.map(({ fault }) => fault)));
    const known = [...Object.keys(ZOOM_CATALOGUE), ...Object.keys(CLOUDFLARE_CATALOGUE)];
    expect(known.filter((name) => !sent.has(name as never))).toEqual([]);
  });

  it('include answers that no row knows, and none of them is a success', () => {
    const unknown = SUITES.flat().filter((one) => verdictOn(failureOf(one)).row === undefined);
    expect(unknown.length).toBeGreaterThan(5);
    for (const { name, expected } of unknown)
      expect({ name, state: expected.state }).toEqual({ name, state: 'blocked' });
  });

  it.each(SUITES)('have names that tell them apart (%#)', (...cases: ErrorCase[]) => {
    const names = cases.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});
