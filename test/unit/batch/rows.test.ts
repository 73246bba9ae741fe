import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newBatchRecord } from '../../../src/domain/batch/record';
import { addRows, roomFor, takeRow, whyRowsDoNotFit } from '../../../src/domain/batch/rows';
import { requestFor, type AddLeavers } from '../../../src/domain/batch/schemas';
import { chunkFrom } from '../../../src/client/batch-rows';
import { parseBatchMessage, parseBatchRequest, parseRequest } from '../../../src/domain/parsing';

const REQUEST = (() => {
  const parsed = parseBatchRequest({});
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.value;
})();
const newRecord = () => newBatchRecord(REQUEST);
const rowsFrom = (from: number, to: number, more: object = {}): AddLeavers => ({
  rows: Array.from({ length: to - from }, (_, at) => ({
    index: from + at,
    email: `${from + at}@x.example`,
    ...more,
  })),
  last: false,
});

describe('rows that come in', () => {
  it('are each taken once and in order, however their chunks overlap', () => {
    const chunks = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 10 })));
    fc.assert(
      fc.property(chunks, (list) => {
        const record = newRecord();
        for (const [from, length] of list) {
          const chunk = rowsFrom(from, from + length);
          if (whyRowsDoNotFit(record, chunk) === undefined) addRows(record, chunk);
        }
        const lines: number[] = [];
        for (let row = takeRow(record); row; row = takeRow(record)) lines.push(row.line);
        expect(lines).toEqual(Array.from({ length: record.received }, (_, at) => at + 1));
        expect(record.pendingBytes).toBe(0);
      }),
    );
  });

  it('wait where others fill a megabyte, until enough have left', () => {
    const record = newRecord();
    const wide = { reason: '\u6f22'.repeat(500) };
    const some = (from: number) => rowsFrom(from, from + 100, wide);
    let received = 0;
    for (; roomFor(some(received))(record); received += 100) addRows(record, some(received));
    expect(received).toBe(600);
    expect(Buffer.byteLength(JSON.stringify(record.pending))).toBeLessThanOrEqual(1_000_000);
    // What is known already needs no room.
    expect(roomFor(some(received - 100))(record)).toBe(true);
    for (let taken = 0; taken < 60; taken += 1) takeRow(record);
    expect(roomFor(some(received))(record)).toBe(true);
  });

  it('are counted in bytes, not in letters', () => {
    const record = newRecord();
    addRows(record, rowsFrom(0, 1, { reason: '\u6f22' }));
    expect(record.pendingBytes).toBe(Buffer.byteLength(JSON.stringify(record.pending[0])));
  });

  it.each<[string, AddLeavers, RegExp]>([
    ['a gap', rowsFrom(6, 7), /next index is 5, and these begin with 6/],
    [
      'an end before what is there',
      { ...rowsFrom(0, 3), last: true },
      /index 2 as the last, but 5/,
    ],
    ['a megabyte at once', rowsFrom(5, 700, { reason: '\u6f22'.repeat(500) }), /fewer rows/],
  ])('are refused with %s', (_what, rows, words) => {
    const record = newRecord();
    addRows(record, rowsFrom(0, 5));
    expect(whyRowsDoNotFit(record, rows)).toMatch(words);
  });

  it('are refused beyond the end, and taken quietly again before it', () => {
    const record = newRecord();
    addRows(record, { ...rowsFrom(0, 5), total: 9, last: true });
    expect(record.total).toBe(5);
    expect(whyRowsDoNotFit(record, rowsFrom(0, 6))).toMatch(/All 5 rows/);
    expect(whyRowsDoNotFit(record, { ...rowsFrom(2, 5), last: true })).toBeUndefined();
    expect(whyRowsDoNotFit(record, { rows: [], last: true })).toBeUndefined();
  });

  it.each<[string, unknown, RegExp]>([
    ['no list', {}, /must be a list of leavers/],
    ['no index', { rows: [{ email: 'a@x.example' }] }, /place in the list[^]*rows\[0\].index/],
    ['a gap within', { rows: [0, 2].map((index) => ({ index, email: 'a@x.example' })) }, /gaps/],
    ['a dry run', { rows: [{ index: 0, email: 'a@x.example', dryRun: true }] }, /dryRun/],
  ])('that are no rows are refused: %s', (_what, argument, words) => {
    const parsed = parseBatchMessage('addLeavers', argument);
    expect(parsed).toHaveProperty('problem', expect.stringMatching(words));
  });
});

describe('chunks of a list', () => {
  it('hold every leaver once, each with its place and its line, and end with the last', () => {
    const leavers = Array.from({ length: 1_234 }, (_, at) => ({
      line: at * 2 + 2,
      email: `${at}@x.example`,
      ...(at % 3 === 0 && { reason: '\u6f22'.repeat(500) }),
    }));
    const record = newRecord();
    for (let from = 0, chunks = 0; !record.isComplete; from = record.received) {
      const chunk = chunkFrom(leavers, from);
      expect(Buffer.byteLength(JSON.stringify(chunk))).toBeLessThan(250_000);
      expect((chunks += 1)).toBeLessThan(20);
      addRows(record, chunk);
    }
    expect(record.pending).toEqual(leavers);
  });
});

describe("a leaver's request", () => {
  it('is what a run takes: the own words of the row first, those of the batch for the rest', () => {
    const batch = { ...REQUEST, reason: 'all', requestedBy: 'Ann' };
    const email = 'a@x.example';
    const plain = requestFor({ email }, batch);
    expect(plain).toEqual({
      ...{ email, urgency: 'bulk', reason: 'all', requestedBy: 'Ann', source: 'batch' },
      dryRun: false,
    });
    const own = {
      ...{ email, employeeId: '1', zoomUserId: 'z', effectiveAt: '2036-01-01T00:00:00.000Z' },
      ...{ urgency: 'immediate' as const, reason: 'own' },
    };
    expect(requestFor(own, batch)).toMatchObject(own);
    for (const request of [plain, requestFor(own, batch)])
      expect(parseRequest(request)).toEqual({ value: request });
  });
});
