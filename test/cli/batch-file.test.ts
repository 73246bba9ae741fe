import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readLeavers } from '../../src/cli/leavers/read-leavers';
import { batchIdOf } from '../../src/client/batch-rows';
import { InvalidRequest } from '../../src/client/errors';
import { offboard } from './run-cli';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offboarding-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function fileOf(content: string | Buffer): Promise<string> {
  const file = join(folder, `leavers-${(files += 1)}.csv`);
  await writeFile(file, content);
  return file;
}
const read = async (content: string | Buffer) => readLeavers(await fileOf(content));
async function faultsOf(content: string | Buffer): Promise<string[]> {
  const error: unknown = await read(content).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InvalidRequest);
  return (error as InvalidRequest).faults.map(({ problem }) => problem);
}

describe('a list of leavers', () => {
  it('is read with any spelling of its header, and what is empty is left out', async () => {
    const text =
      'E-Mail , employee_id,ZOOM USER ID,Effective At,Urgency,"reason"\n' +
      ' Ann@Example.com ,  4711 ,,2036-11-27T17:00:00+01:00,immediate,"left, at last"\n' +
      'bob@example.com,,,,,\n';
    expect(await read(text)).toEqual([
      {
        line: 2,
        email: 'ann@example.com',
        employeeId: '4711',
        effectiveAt: '2036-11-27T16:00:00.000Z',
        urgency: 'immediate',
        reason: 'left, at last',
      },
      { line: 3, email: 'bob@example.com' },
    ]);
  });

  it.each([
    ['\n', ''],
    ['\r\n', ''],
    ['\r', ''],
    ['\r\n', '\uFEFF'],
  ])('knows the line of each, with line ends %j after %j', async (end, mark) => {
    const lines = ['reason,email', '"one', 'two",a@example.com', '', ' ', 'x,b@example.com', ''];
    const found = await read(mark + lines.join(end));
    expect(found).toEqual([
      { line: 2, email: 'a@example.com', reason: 'one\ntwo' },
      { line: 6, email: 'b@example.com', reason: 'x' },
    ]);
  });

  it('is the same batch wherever its rows stand in the file, and another one with another content', async () => {
    const id = async (text: string) => batchIdOf(await read(text));
    const one = await id('email,reason\na@example.com,x\n');
    expect(one).toMatch(/^offboard-batch-[0-9a-f]{16}$/);
    expect(await id('\uFEFF"Reason","E-mail"\r\n\r\nx,A@example.com')).toBe(one);
    const columns = ['employeeId', 'zoomUserId', 'effectiveAt', 'urgency', 'reason'];
    const values = ['x', 'x', '2036-01-01T00:00:00Z', 'bulk', 'x'];
    const others = columns.map((column, at) =>
      id(`email,${column}\na@example.com,${values[at]}\n`),
    );
    const ids = await Promise.all([id('email\na@example.com\n'), ...others]);
    expect(new Set(ids).size).toBe(6);
  });
});

describe('a file that cannot be used', () => {
  it.each<[string, string | Buffer, (RegExp | string)[]]>([
    ['empty', '', [/empty/]],
    ['only a byte order mark', '\uFEFF\n\n', [/empty/]],
    ['only a header', 'email,reason\n', [/no leaver/]],
    [
      'no header',
      'ann@example.com\n',
      [/"ann@example.com" is no column/, /no column email/, /^A h/],
    ],
    [
      'an unknown column',
      'email,mail\n',
      ['line 1, the header: "mail" is no column', /employeeId/],
    ],
    ['a column without a name', 'email,\n', [/column 2 has no name/, /^A header/]],
    ['a column twice', 'email,reason,EMAIL\n', [/two columns email/, /^A header/]],
    ['no e-mail', '\nreason\n', ['line 2, the header: there is no column email', /^A header/]],
    ['semicolons', 'email;reason\n', [/is no column/, /no column email/, /by commas/]],
    ['an open quote', 'email\na@example.com\n"b@\nc\n', [/^line 3 or after it: a quote/]],
    ['a stray quote', 'email\na@example.com\nx"y\n', [/^line 3: a quote stands in the middle/]],
    ['text after a quote', 'email\n"x"y\n', [/^line 2: a quote stands in the middle/]],
    ['too many fields', 'email\na@example.com,x\n', ['line 2: has 2 fields, and the header has 1']],
    ['too few fields', 'email,reason\na@example.com\n', [/^line 2: has 1 fields/]],
    ['no e-mail in a row', 'email,reason\n,x\n', [/^line 2: email: must be the work e-mail/]],
    ['"me" at Zoom', 'email,zoomUserId\na@example.com,Me\n', [/^line 2: zoomUserId: .*"me"/]],
    [
      'whatever is wrong, by line',
      'email,urgency,effectiveAt\nann,now,tomorrow\nb@example.com,bulk,2036-01-01\n',
      [
        /^line 2: email: must be an e-mail/,
        /^line 2: effectiveAt: .*offset/,
        /^line 2: urgency: must be one of/,
        /^line 3: effectiveAt: .*offset/,
      ],
    ],
    [
      'somebody twice',
      'email,employeeId,zoomUserId\na@example.com,1,z\nA@EXAMPLE.com,2,z\nb@example.com,1,\na@example.com,,\n',
      [
        'line 3: email: is in line 2 already',
        'line 3: zoomUserId: is in line 2 already',
        'line 4: employeeId: is in line 2 already',
        'line 5: email: is in line 2 already',
      ],
    ],
    [
      'an employee id that is an e-mail of another row',
      'email,employeeId\na@example.com,\nb@example.com,a@example.com\n',
      ['line 3: has the same workflow id as line 2'],
    ],
  ])('%s', async (_what, content, faults) => {
    const [first, ...found] = await faultsOf(content);
    expect(first).toMatch(/leavers-\d+\.csv cannot be used, so nothing was started:$/);
    expect(found).toEqual(
      faults.map((fault) => (typeof fault === 'string' ? fault : expect.stringMatching(fault))),
    );
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFemail\n', 'utf16le')],
    ['Latin-1', Buffer.from('email\nj\u00f6rg@example.com', 'latin1')],
  ])('%s', async (_what, content) => {
    expect(await faultsOf(content)).toEqual([expect.stringContaining('is not UTF-8')]);
  });

  it.each([
    ['missing', () => join(folder, 'nowhere.csv'), /nowhere\.csv: there is no such file/],
    ['a folder', () => folder, /is a folder/],
  ])('%s', async (_what, file, words) => {
    await expect(readLeavers(file())).rejects.toThrow(words);
  });

  it('ends the command with 2 before anything is asked of Temporal', async () => {
    const file = await fileOf('email\nann\n');
    const { exit, stdout, stderr } = await offboard({}, 'batch', file, '--json');
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'invalid_request', message: expect.stringContaining('line 2: email') },
    });
  });

  it.each([
    ['--window', '0', '--window: must be at least 1'],
    ['--window', 'wide', '--window: must be a whole number'],
    ['--urgency', 'now', '--urgency: must be one of'],
    ['--by', ' ', '--by: must not be empty'],
  ])('and so do options that cannot be right: %s %j', async (option, value, words) => {
    const file = await fileOf('email\nann@example.com\n');
    const { exit, stderr } = await offboard({}, 'batch', file, option, value);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(words) });
  });
});
