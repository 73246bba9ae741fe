import { describe, expect, it } from '@jest/globals';
import { ERROR_POLICY, verdictOn } from '../../src/domain/error-policy';
import { CLOUDFLARE_CATALOGUE } from '../../src/simulator/cloudflare/catalogue';
import { HR_CATALOGUE } from '../../src/simulator/hr/catalogue';
import { ZOOM_CATALOGUE } from '../../src/simulator/zoom/catalogue';
import { failureOf, type ErrorCase } from '../support/error-cases';
import { CLOUDFLARE_CASES, WINDOW_CASES, ZONE_CASES } from '../support/error-cases-cloudflare';
import { HR_CASES, hrFailureOf } from '../support/error-cases-hr';
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
  WINDOW_CASES,
  TRANSPORT_CASES,
  CONTAINMENT_CASES,
  DEMOTION_CASES,
  REVERSAL_CASES,
  POLICY_CASES,
  OAUTH_CASES,
];

describe('the cases of the error policy', () => {
  it('lead to every row of it', () => {
    const failures = [...SUITES.flat().map(failureOf), ...HR_CASES.map(hrFailureOf)];
    const covered = new Set(failures.map((failure) => verdictOn(failure).row));
    const missing = ERROR_POLICY.filter((row) => !covered.has(row));
    expect(missing).toEqual([]);
  });

  it('send every fault of the simulators', () => {
    const sent = new Set<string | undefined>([
      ...SUITES.flat().flatMap(({ faults }) => faults.map(({ fault }) => fault)),
      ...HR_CASES.map(({ fault }) => fault),
    ]);
    const known = [ZOOM_CATALOGUE, CLOUDFLARE_CATALOGUE, HR_CATALOGUE].flatMap(Object.keys);
    expect(known.filter((name) => !sent.has(name))).toEqual([]);
  });

  it('include answers that no row knows, and none of them is a success', () => {
    const unknown = SUITES.flat().filter((one) => verdictOn(failureOf(one)).row === undefined);
    expect(unknown.length).toBeGreaterThan(5);
    for (const { name, expected } of unknown)
      expect({ name, state: expected.state }).toEqual({ name, state: 'blocked' });
    const unknownToHr = HR_CASES.filter((one) => verdictOn(hrFailureOf(one)).row === undefined);
    expect(unknownToHr.length).toBeGreaterThan(2);
    for (const { name, then } of unknownToHr)
      expect({ name, then }).toEqual({ name, then: 'person' });
  });

  it('of HR systems have names that tell them apart', () => {
    const names = HR_CASES.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(SUITES)('have names that tell them apart (%#)', (...cases: ErrorCase[]) => {
    const names = cases.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});
