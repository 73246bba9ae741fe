import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { effectiveTime } from '../../../src/domain/hr/effective-time';
import type { HrEvent } from '../../../src/domain/hr/event';
import { newHrEventSchema } from '../../../src/domain/hr/event-schema';
import { IntakeError } from '../../../src/intake/errors';
import { HR_SOURCES } from '../../../src/intake/sources';
import { changed, eventsOf, fixture, fixtureNames, webhookOf } from '../../support/hr-fixtures';
import type { WebhookSource } from '../../support/webhooks';

const POLICY = { workdayEnd: '17:00', timeZone: 'UTC' };
const schema = newHrEventSchema();

/** Where every value of a JSON stands: `data.events.0.uuid`. */
function pathsIn(value: unknown, path: string[] = []): string[] {
  const here = path.length > 0 ? [path.join('.')] : [];
  if (typeof value !== 'object' || value === null) return here;
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key])),
  ];
}

/** What the workflow refuses, and what it cannot read, must not leave the intake. */
function expectFitToKeep(events: readonly HrEvent[]): void {
  for (const event of events) {
    expect(schema.safeParse(event).error).toBeUndefined();
    if (event.effective) effectiveTime(event.effective, POLICY);
  }
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary' }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.stringMatching(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:?\d{2})?)?$/,
  ),
  fc.emailAddress(),
  fc.integer(),
  fc.constantFrom('', ' ', 'ACTIVE', 'INACTIVE', 'UTC', 'Europe/Berlin', '\ud800', '9'.repeat(13)),
);

describe.each(HR_SOURCES.map((source) => ({ name: source.name as WebhookSource, source })))(
  '$name',
  ({ name, source }) => {
    const check = (body: unknown) => {
      try {
        expectFitToKeep(source.events(webhookOf(name, JSON.stringify(body) ?? ''), body));
      } catch (error) {
        if (!(error instanceof IntakeError)) throw error;
        expect(error.status).toBe(422);
        expect(error.faults.length).toBeGreaterThan(0);
        if ('usable' in error) expectFitToKeep(error.usable as HrEvent[]);
      }
      source.handshake?.(body);
    };

    it.each(fixtureNames(name))('makes of %s what the workflow takes', (fixtureName) => {
      expectFitToKeep(eventsOf(name, fixtureName));
    });

    it.each(fixtureNames(name))('takes fields in %s that it does not know', (fixtureName) => {
      const body = fixture(name, fixtureName) as object;
      const events = source.events(webhookOf(name, '{}', 'msg_1'), body);
      const more = source.events(webhookOf(name, '{}', 'msg_1'), { ...body, another: [{}] });
      expect(more).toEqual(events);
    });

    it('makes of any JSON events that can be kept, or refuses it', () => {
      fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), check), { numRuns: 200 });
    });

    it('the same, whatever one field of a real body holds', () => {
      const places = fixtureNames(name).flatMap((fixtureName) =>
        pathsIn(fixture(name, fixtureName)).map((path) => ({ fixtureName, path })),
      );
      fc.assert(
        fc.property(fc.constantFrom(...places), odd, ({ fixtureName, path }, value) =>
          check(changed(name, fixtureName, path, value)),
        ),
        { numRuns: 600 },
      );
    });

    it('the same, without the headers', () => {
      const body: unknown = fixture(name, fixtureNames(name).at(-1) ?? '');
      const bare = { headers: {}, rawBody: Buffer.alloc(0), receivedAt: new Date() };
      try {
        expectFitToKeep(source.events(bare, body));
      } catch (error) {
        expect(error).toBeInstanceOf(IntakeError);
      }
    });
  },
);
