import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { newBatchRequestSchema, newLeaverSchema } from '../../../src/domain/batch/schemas';

const README = readFileSync(join(__dirname, '../../../README.md'), 'utf8');

/** The first cells of the table whose first column is headed so. */
function firstCells(heading: string): string[] {
  const [, rows = ''] = README.split(new RegExp(`^\\| ${heading} .*\\n.*\\n`, 'm'));
  const [table = ''] = rows.split(/^[^|]/m);
  return Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, name]) => name!);
}

describe('the README on lists of leavers', () => {
  it('has each column, and no other', () => {
    expect(firstCells('column')).toEqual(Object.keys(newLeaverSchema().shape));
  });

  it('has the defaults right', () => {
    const { window, urgency } = newBatchRequestSchema().parse({});
    expect(README).toContain(`\`--window\` (${window})`);
    expect(README).toContain(`by default \`${urgency}\``);
  });
});
