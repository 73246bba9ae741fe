/** Ends with 0 where the URL answers 200; says what it answers otherwise. */
const { get } = require('node:http');

const url = process.argv[2];

const fail = (why) => {
  console.error(`${url}: ${why}`);
  process.exit(1);
};

get(url, { timeout: 4_000 }, (answer) => {
  let text = '';
  answer.on('data', (chunk) => (text += chunk));
  answer.on('end', () =>
    answer.statusCode === 200 ? process.exit(0) : fail(`status ${answer.statusCode} ${text}`),
  );
})
  .on('timeout', () => fail('no answer'))
  .on('error', ({ message }) => fail(message));
