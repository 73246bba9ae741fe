#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// A checkout runs from its sources, without a build; an installed package has the built files only.
const source = join(__dirname, '..', 'src', 'cli', 'main.ts');
if (existsSync(source)) {
  require('tsx/cjs');
  require(source).main();
} else {
  require(join(__dirname, '..', 'dist', 'cli', 'main.js')).main();
}
