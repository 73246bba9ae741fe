import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorDocument } from './error-docs/document';

/** `npm run docs:errors`: writes docs/errors.md from the error policy. */
writeFileSync(join(__dirname, '..', 'docs', 'errors.md'), errorDocument());
console.log('docs/errors.md is written.');
