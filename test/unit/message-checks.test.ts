import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { whyDecisionDoesNotFit, whyReleaseDoesNotFit } from '../../src/domain/message-checks';
import { newRunRecord, stepOf, type RunRecord, type StepRecord } from '../../src/domain/run-record';
import { DECISIONS, type Decision, type StepState } from '../../src/domain/status';
import { STEP_NAMES } from '../../src/domain/steps';

const STATES: StepState[] = [
  'pending',
  'running',
  'retrying',
  'done',
  'notApplicable',
  'blocked',
  'skipped',
  'reversed',
];
const said = { by: 'sam', reason: 'mended' };
const decide = (decision: Decision, step: StepRecord['step'] = 'deactivateZoomUser') => ({
  ...said,
  step,
  decision,
});

function recordWith(fields: Partial<StepRecord>): RunRecord {
  const request = { email: 'jane.doe@example.com', urgency: 'standard', dryRun: false } as const;
  const record = newRunRecord(request, '2026-11-27T16:00:00.000Z');
  Object.assign(stepOf(record, 'deactivateZoomUser'), fields);
  return record;
}

describe('a decision', () => {
  it('is accepted just where the step offers it', () => {
    const offered = fc.uniqueArray(fc.constantFrom(...DECISIONS));
    fc.assert(
      fc.property(
        fc.constantFrom(...STATES),
        offered,
        fc.constantFrom(...DECISIONS),
        (state, decisions, decision) => {
          const record = recordWith({ state, decisions });
          const fits =
            state === 'blocked'
              ? decisions.includes(decision)
              : state === 'retrying' && decision !== 'demoteAndRetry';
          const refused = whyDecisionDoesNotFit(record, decide(decision));
          expect(refused === undefined).toBe(fits);
          if (refused !== undefined) expect(refused).toContain('deactivateZoomUser');
        },
      ),
    );
  });

  it('says which it would take', () => {
    const record = recordWith({ state: 'blocked', decisions: ['retry', 'skip'] });
    expect(whyDecisionDoesNotFit(record, decide('demoteAndRetry'))).toBe(
      'demoteAndRetry does not fit here; deactivateZoomUser takes retry, skip.',
    );
  });

  it('says which steps wait, where this one does not', () => {
    const record = recordWith({ state: 'blocked', decisions: ['retry'] });
    expect(whyDecisionDoesNotFit(record, decide('retry', 'rotateZoomPassword'))).toBe(
      'rotateZoomPassword is pending and needs no decision. These wait for a decision: deactivateZoomUser.',
    );
    expect(whyDecisionDoesNotFit(recordWith({}), decide('retry'))).toContain(
      'No step waits for a decision.',
    );
  });

  it('counts once: a second one is told of the first', () => {
    const record = recordWith({
      state: 'blocked',
      decisions: ['retry', 'skip'],
      decided: decide('skip'),
    });
    expect(whyDecisionDoesNotFit(record, decide('retry'))).toBe(
      'deactivateZoomUser has been decided already (skip by sam).',
    );
  });

  it('about a step that the run does not have is refused by name', () => {
    const record = recordWith({});
    const known = record.steps.map(({ step }) => step);
    for (const step of STEP_NAMES.filter((name) => !known.includes(name)))
      expect(whyDecisionDoesNotFit(record, decide('retry', step))).toBe(
        `${step} is not a step of this run.`,
      );
  });
});

describe('a release', () => {
  it('fits a run that is held for a person, and no other', () => {
    const record = recordWith({});
    expect(whyReleaseDoesNotFit(record)).toBe('The run is not held.');
    record.hold = { code: 'employee.protected', message: 'It is the CEO.' };
    expect(whyReleaseDoesNotFit(record)).toBeUndefined();
    record.hold = { code: 'policy.unreadable', message: 'No such file.' };
    expect(whyReleaseDoesNotFit(record)).toContain('mend it');
  });
});
