import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { detailsOf, escapeMarkdown } from '../../src/domain/details';
import { DEFAULT_POLICY } from '../../src/domain/policy';
import { newRunRecord, type RunRecord, type StepRecord } from '../../src/domain/run-record';
import { statusOf } from '../../src/domain/run-status';

const START = '2026-11-27T16:00:00.000Z';

function recordOf(changes: Partial<RunRecord>, steps: Partial<StepRecord>[] = []): RunRecord {
  const request = {
    email: 'jane.doe@example.com',
    urgency: 'standard' as const,
    dryRun: false,
    ...changes.request,
  };
  const record = { ...newRunRecord(request, START), startedAt: START, ...changes };
  record.steps = record.steps.map((step) => ({
    ...step,
    ...steps.find((change) => change.step === step.step),
  }));
  return record;
}

const detailsWith = (...given: Parameters<typeof recordOf>) => {
  const record = recordOf(...given);
  return detailsOf(statusOf(record), record);
};

const lineWith = (details: string, text: string) =>
  details.split('\n').find((line) => line.includes(text));

/** As a renderer shows it. */
const shown = (markdown: string): string =>
  markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

const BLOCKED = {
  step: 'deactivateZoomUser',
  state: 'blocked',
  attempts: 1,
  at: '2026-11-27T16:00:01.000Z',
  code: 'zoom.400.200',
  message: 'An administrator. Take the role away, then retry.',
  decisions: ['retry', 'skip', 'markDone', 'demoteAndRetry'],
} satisfies Partial<StepRecord>;

describe('what the Web UI shows of a run', () => {
  it('begins with who it is about and where the run stands', () => {
    const snapshot = { id: 'x', name: 'Jane Doe', status: 'active', type: 2, loginTypes: [] };
    const details = detailsWith({ snapshot });
    expect(details.split('\n')[0]).toBe('**Jane Doe, jane.doe@example.com: running**');
    expect(details).toContain('Not contained yet: the leaver may still get in.');
    expect(details).toContain('Nobody need do anything.');
  });

  it('says since when the leaver is contained, and how long that took', () => {
    const details = detailsWith({ containedAt: '2026-11-27T16:00:00.412Z' });
    expect(details).toContain('Contained 2026-11-27 16:00:00 UTC, 0.4 s after the start.');
  });

  it('gives the argument that answers a blocked step, which nobody can send unread', () => {
    const details = detailsWith({ policy: DEFAULT_POLICY }, [BLOCKED]);
    expect(details).toContain(
      '**Deactivate the Zoom user** (zoom.400.200): An administrator. Take the role away, then retry.',
    );
    expect(details).toContain(
      '{"step":"deactivateZoomUser","decision":"demoteAndRetry","by":"","reason":""}',
    );
    expect(details).toContain('the sessions are revoked again every 15m');
    for (const decision of BLOCKED.decisions) expect(details).toContain(`- \`${decision}\`: `);
    expect(lineWith(details, '| Deactivate')).toContain('see above');
  });

  it('gives the argument that releases a held run', () => {
    const hold = { code: 'employee.protected', message: 'jane is a protected account.' };
    const details = detailsOf(...heldBy(hold));
    expect(details).toContain('**The run is held** (employee.protected): jane is a protected');
    expect(details).toContain('Send an Update, release, with\n\n```\n{"by":"","reason":""}\n```');
    expect(details).toContain('Nothing has been done.');
  });

  it('asks for no release where that would change nothing', () => {
    const hold = { code: 'policy.unreadable', message: 'The policy file cannot be used.' };
    expect(detailsOf(...heldBy(hold))).not.toContain('release');
  });

  it('says how often and why a step is tried again, and when next', () => {
    const details = detailsWith({}, [
      {
        step: 'revokeZoomSsoToken',
        state: 'retrying',
        attempts: 3,
        at: '2026-11-28T00:00:00.000Z',
        code: 'zoom.503',
        message: 'A fault at Zoom.',
        nextAttemptAt: '2026-11-28T00:00:09.000Z',
      },
    ]);
    const line = shown(lineWith(details, 'SSO') ?? '').replaceAll('\u00a0', ' ');
    expect(line).toContain('↻ retrying, 3 times');
    expect(line).toContain('2026-11-28 00:00:00');
    expect(line).toContain('Next try 2026-11-28 00:00:09. zoom.503: A fault at Zoom.');
  });

  it.each([
    ['scheduled', { scheduled: true }, 'Nothing is done before 2026-11-27 16:00:00 UTC.'],
    ['a rescind under way', { rescind: { by: 'sam', reason: 'error' } }, 'Being taken back'],
    ['rescinded', { final: 'rescinded' }, 'Taken back: what could be restored is.'],
    ['cancelled too early', { final: 'cancelled', finishedAt: START }, 'Never contained'],
  ] satisfies [string, Partial<RunRecord>, string][])('%s', (_, changes, sentence) => {
    expect(detailsWith(changes)).toContain(sentence);
  });

  it('tells who takes a termination back that the password wants a reset', () => {
    const rotated = [{ step: 'rotateZoomPassword', state: 'done' }] satisfies Partial<StepRecord>[];
    expect(detailsWith({ final: 'rescinded' }, rotated)).toContain('must reset the Zoom password');
  });

  it('stays small enough to travel in an address, whatever the providers say', () => {
    const message = '<|>'.repeat(10_000);
    const record = recordOf({});
    record.steps = record.steps.map((step) => ({ ...step, ...BLOCKED, step: step.step, message }));
    expect(detailsOf(statusOf(record), record).length).toBeLessThan(20_000);
    const ended = { ...record, final: 'completedWithExceptions' as const };
    expect(detailsOf(statusOf(ended), ended).length).toBeLessThan(20_000);
  });
});

function heldBy(hold: { code: string; message: string }): Parameters<typeof detailsOf> {
  const { startedAt: _, ...record } = recordOf({ hold });
  return [statusOf(record), record];
}

describe('text from outside', () => {
  it('is shown as it is, whatever it looks like', () => {
    const text = '<b>Eve</b> | *x* `y` [z](http://a.b) $a$ ~b~ ^c^ # \\ & &lt; {d} e_f ![g]';
    expect(shown(escapeMarkdown(text))).toBe(text);
    expect(escapeMarkdown(text)).not.toMatch(/[<>|*`[\]()$~^\\{}_!/]/);
  });

  it('stays on its line, in its direction, and whole', () => {
    expect(escapeMarkdown('a\r\nb\u0000c\u2028d')).toBe('a b c d');
    expect(escapeMarkdown('moc.elpmaxe\u202e')).toBe('moc.elpmaxe');
    expect(escapeMarkdown('a\ud800b')).toBe('a b');
    expect(escapeMarkdown('😀😀😀', 3)).toBe('😀…');
  });

  it('never leaves markup, and never loses what can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped.replace(/&#\d+;/g, '')).not.toMatch(/[&<>\\`*_{}[\]()#|/~!^$\n\r]/);
        expect(() => encodeURIComponent(escaped)).not.toThrow();
        const seen = (given: string) => given.replace(/[^\p{L}\p{N}]/gu, '');
        expect(seen(shown(escaped))).toBe(seen(text));
      }),
    );
  });
});
