import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nowhere, startIntake, type RunningIntake } from '../support/intake';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await startIntake(nowhere());
});
afterAll(() => intake.close());

/** Sends the beginning, then a little every moment, without end; what it read once the server hung up. */
function dawdle(beginning: string, drop: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(intake.port, '127.0.0.1', () => socket.write(beginning));
    const more = setInterval(() => socket.write(drop), 200);
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('error', () => undefined); // a reset is an end as well
    socket.on('close', () => {
      clearInterval(more);
      resolve(text);
    });
  });
}

const HEAD = 'POST /webhooks/test HTTP/1.1\r\nHost: a\r\n';
const LARGE = 300_000;

describe('a sender without end is hung up on', () => {
  it.concurrent.each([
    ['in its headers', `${HEAD}X: `, 'x', 408, 'timeout'],
    ['in its body', `${HEAD}Content-Length: 1000\r\n\r\n`, ' ', 408, 'timeout'],
    ['in its chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n', 408, 'timeout'],
    [
      'after it sent too much',
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n${LARGE.toString(16)}\r\n${' '.repeat(LARGE)}\r\n`,
      '1\r\n \r\n',
      413,
      'too_large',
    ],
  ])('%s', async (_where, beginning, drop, status, code) => {
    const answer = await dawdle(beginning, drop);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain(`"code":"${code}"`);
  });
});
