import { expect, it } from '@jest/globals';
import { hashedEventId } from '../../../src/intake/event-id';

const BODY = Buffer.from('{"employeeId":"7"}');

it('is the same for the same bytes of the same source, and for no others', () => {
  const id = hashedEventId('hibob', BODY);
  expect(hashedEventId('hibob', Buffer.from(BODY))).toBe(id);
  const others = [
    hashedEventId('merge', BODY),
    hashedEventId('hibob', Buffer.concat([BODY, Buffer.from(' ')])),
    hashedEventId('hibob', BODY, '0:7'),
    hashedEventId('hibob', BODY, '1:7'),
  ];
  expect(new Set([id, ...others]).size).toBe(5);
});
