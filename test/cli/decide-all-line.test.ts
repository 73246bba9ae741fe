import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/cli/parse';

const said = { by: 'Ann', reason: 'why', json: false };
const parsed = (line: string) => parse([...line.split(' '), '--by', 'Ann', '--reason', 'why']);
const all = { command: 'decide-all', code: 'zoom.403', decision: 'retry', yes: false, ...said };

describe('decide --blocked-on', () => {
  it.each([
    ['decide --blocked-on zoom.403 retry', all],
    ['decide retry --blocked-on zoom.403', all],
    ['decide --blocked-on zoom.403 --decision retry', all],
    ['decide --blocked-on zoom.403 retry --decision retry', all],
    [
      'decide --blocked-on zoom.403 skip --source gusto --yes',
      { ...all, decision: 'skip', source: 'gusto', yes: true },
    ],
  ])('%s', (line, invocation) => {
    expect(parsed(line)).toEqual({ kind: 'run', invocation });
  });

  it.each([
    ['decide 4711 --blocked-on zoom.403 --decision retry', 'not both'],
    ['decide 4711 readZoomUser retry --blocked-on zoom.403', 'not both'],
    ['decide retry skip --blocked-on zoom.403', 'not both'],
    ['decide --blocked-on zoom.403 --step readZoomUser --decision retry', 'not both'],
    ['decide --blocked-on zoom.403', 'missing the decision'],
    ['decide --blocked-on zoom.403 retry --decision skip', 'given twice'],
    ['decide --blocked-on zoom.403 --decision sing', 'Allowed choices are retry'],
    ['decide', 'missing the <id>; or say --blocked-on <code>'],
    ['decide 1 readZoomUser retry --yes', '--yes and --source go with --blocked-on'],
    ['decide 1 readZoomUser retry --source gusto', '--yes and --source go with --blocked-on'],
  ])('%s is misuse', (line, words) => {
    expect(parsed(line)).toEqual({ kind: 'misuse', message: expect.stringContaining(words) });
  });
});
