import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toMs } from '../../src/domain/duration';
import type { MessageName } from '../../src/domain/messages';
import { parseMessage, parseRequest } from '../../src/domain/parsing';
import { policySchema } from '../../src/domain/policy';

const json = fc.jsonValue({ maxDepth: 3 });
const field = fc.constantFrom(
  'email',
  'employeeId',
  'zoomUserId',
  'effectiveAt',
  'urgency',
  'reason',
  'source',
  'dryRun',
  'by',
  'step',
  'decision',
  '__proto__',
);
/** Anything, and things that look nearly right. */
const inputs = fc.oneof(
  json,
  fc.dictionary(field, fc.oneof(json, fc.emailAddress(), fc.constant('me'), fc.constant('retry'))),
);
const MESSAGE_NAMES: MessageName[] = ['rescind', 'startNow', 'release', 'reschedule', 'decide'];
const said = { by: 'sam', reason: 'why not' };

function problemOf(parsed: object): string {
  if (!('problem' in parsed)) throw new Error(`It was taken: ${JSON.stringify(parsed)}`);
  return String(parsed.problem);
}

function valueOf<T>(parsed: { value: T } | { problem: string }): T {
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.value;
}

describe('a request', () => {
  it('of any shape is either taken or refused with a reason, and nothing breaks', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const parsed = parseRequest(input);
        if ('problem' in parsed) expect(parsed.problem).toMatch(/\w/);
        else expect(parsed.value.email).toMatch(/^[^A-Z\s]+@[^A-Z\s]+$/);
      }),
      { numRuns: 500 },
    );
    for (const odd of [undefined, () => 1, Symbol('x'), 1n, new Date(NaN), new Map()])
      expect(problemOf(parseRequest(odd))).toMatch(/\w/);
  });

  it('names one person in one form: lower-cased and trimmed, and the same when read again', () => {
    const around = fc.constantFrom('', ' ', '\n', '\t ');
    const plain = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,15}(\.[a-zA-Z]{1,8})?$/);
    fc.assert(
      fc.property(plain, around, around, (name, before, after) => {
        const input = { email: `${before}${name}@Example.COM${after}`, employeeId: ' 4711 ' };
        const value = valueOf(parseRequest(input));
        expect(value).toEqual({
          email: `${name}@example.com`.toLowerCase(),
          employeeId: '4711',
          urgency: 'standard',
          dryRun: false,
        });
        expect(valueOf(parseRequest(value))).toEqual(value);
      }),
    );
  });

  it('is refused for a field that it does not know, by its name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}$/), json, (name, value) => {
        const known = ['email', 'reason', 'source', 'urgency'].includes(name);
        if (known) return;
        const problem = problemOf(parseRequest({ email: 'jane@example.com', [name]: value }));
        expect(problem).toContain(`"${name}"`);
      }),
    );
  });

  it('never takes "me" for the leaver, however it is written', () => {
    const me = fc.tuple(
      fc.constantFrom('', ' ', '\t', '\u00a0'),
      fc.constantFrom('me', 'Me', 'mE', 'ME'),
      fc.constantFrom('', ' ', '\n'),
    );
    fc.assert(
      fc.property(me, (parts) => {
        const zoomUserId = parts.join('');
        expect(problemOf(parseRequest({ email: 'jane@example.com', zoomUserId }))).toContain(
          '"me"',
        );
      }),
    );
  });

  it('keeps the instant of a date with an offset, as UTC', () => {
    const date = fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, fc.integer({ min: -12, max: 12 }), (instant, hours) => {
        const local = new Date(instant.getTime() + hours * 3_600_000).toISOString().slice(0, -1);
        const sign = hours < 0 ? '-' : '+';
        const offset = `${sign}${String(Math.abs(hours)).padStart(2, '0')}:00`;
        const effectiveAt = `${local}${offset}`;
        const value = valueOf(parseRequest({ email: 'jane@example.com', effectiveAt }));
        expect(value.effectiveAt).toBe(instant.toISOString());
        problemOf(parseRequest({ email: 'jane@example.com', effectiveAt: local }));
      }),
    );
  });
});

describe('a message', () => {
  it.each(MESSAGE_NAMES)('%s of any shape is taken or refused with a reason', (name) => {
    fc.assert(
      fc.property(inputs, (input) => {
        const parsed = parseMessage(name, input);
        if ('problem' in parsed) expect(parsed.problem).toMatch(/\w/);
        else expect(parsed.value).toMatchObject({ by: expect.any(String) });
      }),
    );
  });

  it.each(MESSAGE_NAMES)('%s says who and why, and nothing unknown', (name) => {
    const fitting = {
      ...said,
      ...(name === 'reschedule' && { effectiveAt: '2026-11-27T17:00:00Z' }),
      ...(name === 'decide' && { step: 'deactivateZoomUser', decision: 'retry' }),
    };
    expect(parseMessage(name, fitting)).toHaveProperty('value');
    for (const blank of ['', '  ', '\n', 5, null, undefined]) {
      expect(problemOf(parseMessage(name, { ...fitting, by: blank }))).toContain('by');
      expect(problemOf(parseMessage(name, { ...fitting, reason: blank }))).toContain('reason');
    }
    expect(problemOf(parseMessage(name, { ...fitting, also: 1 }))).toContain('"also"');
  });
});

describe('a policy', () => {
  it('of any shape is either taken or refused with a reason, and nothing breaks', () => {
    const policyField = fc.constantFrom('sweepDelay', 'retry', 'adminAccounts', 'breaker');
    const inputsOfIt = fc.oneof(json, fc.dictionary(policyField, json));
    fc.assert(
      fc.property(inputsOfIt, (input) => {
        const { success, error } = policySchema.safeParse(input);
        if (!success) expect(error.issues).not.toEqual([]);
      }),
    );
  });

  it('takes only durations that a timer can wait for', () => {
    const figure = fc.oneof(fc.nat().map(String), fc.double({ min: 0, noNaN: true }).map(String));
    const unit = fc.constantFrom('ms', 's', 'm', 'h', 'd', ' s', '\ts', '', 'y', 'S');
    fc.assert(
      fc.property(figure, unit, (n, u) => {
        const parsed = policySchema.safeParse({ sweepInterval: `${n}${u}` });
        if (!parsed.success) return;
        const wait = toMs(parsed.data.sweepInterval);
        expect(wait).toBeGreaterThanOrEqual(1);
        expect(wait).toBeLessThanOrEqual(365 * 24 * 3_600_000);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(['0s', '0.4ms', '366d', '9'.repeat(40) + 'd', `${'1'.repeat(120)}s`, '5\ts', '-1s', ''])(
    'refuses to wait for %j',
    (duration) => {
      expect(policySchema.safeParse({ sweepInterval: duration }).success).toBe(false);
    },
  );

  it('refuses retries that Temporal would refuse with every step of a run', () => {
    const retry = { initialInterval: '2m' };
    const { error } = policySchema.safeParse({ retry });
    expect(error?.issues).toMatchObject([
      { path: ['retry', 'maximumInterval'], message: 'must not be shorter than initialInterval' },
    ]);
  });

  it('reads the same when read again', () => {
    const parsed = policySchema.parse({ adminAccounts: 'demote', retry: { maximumAttempts: 2 } });
    expect(policySchema.parse(parsed)).toEqual(parsed);
  });
});
