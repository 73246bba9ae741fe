/** Ends with 0 where the intake answers, on the port it was told to listen on. Temporal may be away: it waits for it. */
const { get } = require('node:http');

const port = process.env.INTAKE_PORT || '8090';

const fail = (why) => {
  console.error(`The intake does not answer on port ${port}: ${why}`);
  process.exit(1);
};

get({ host: '127.0.0.1', port, path: '/healthz', timeout: 3_000 }, ({ statusCode }) =>
  statusCode === 200 ? process.exit(0) : fail(`status ${statusCode}`),
)
  .on('timeout', () => fail('no answer'))
  .on('error', ({ message }) => fail(message));
