/** Loaded into a worker before all else: each of its threads says every second how large its heap is. */
const { writeSync } = require('node:fs');
const { setInterval } = require('node:timers');
const { threadId } = require('node:worker_threads');

const STANDARD_ERROR = 2;

setInterval(() => {
  const { heapUsed } = process.memoryUsage();
  writeSync(STANDARD_ERROR, `HEAP ${threadId} ${heapUsed}\n`);
}, 1_000).unref();
