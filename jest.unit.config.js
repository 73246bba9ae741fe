const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = require('./jest.config.js');

/** The suites that need no Temporal server, for quick runs: `npx jest --config jest.unit.config.js test/unit`. */
module.exports = rest;
