#!/usr/bin/env node
const { existsSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');

// Node 22 and later: the second start is faster.
nodeModule.enableCompileCache?.();

// A checkout runs from its sources, without a build; an installed package has the built files only.
if (existsSync(join(__dirname, '..', 'src', 'cli', 'main.ts'))) {
  require('tsx/cjs');
  require('../src/cli/main.ts');
} else {
  require(join(__dirname, '..', 'dist', 'cli', 'main.js'));
}
