import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine, testAddress } from '../support/engine';
import { TcpProxy } from '../support/tcp-proxy';
import { offboard as run, type Ran } from './run-cli';

/** A Zoom administrator: Zoom refuses the deactivation. */
const OMAR = 'omar.haddad@example.com';
const LATER = '2036-11-27T16:00:00Z';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.start();
});
afterAll(() => engine.stop());
const offboard = (...argv: string[]) => run({ namespace: engine.namespace }, ...argv);

/** A watch that goes on beside the test, until it is interrupted. */
function watching(world: object, ...argv: string[]) {
  const interruption = new AbortController();
  let written = '';
  const heard: { words: RegExp; tell: () => void }[] = [];
  const onOutput = (stdout: string, stderr: string) => {
    written = stdout + stderr;
    for (const { words, tell } of heard) if (words.test(written)) tell();
  };
  const ended: Promise<Ran> = run(
    { namespace: engine.namespace, interrupted: interruption.signal, onOutput, ...world },
    ...['watch', '--all', ...argv],
  );
  const shows = (words: RegExp) =>
    new Promise<void>((resolve) => {
      if (words.test(written)) resolve();
      else heard.push({ words, tell: resolve });
    });
  const stop = async (): Promise<Ran> => {
    interruption.abort(new Error('interrupted'));
    return ended;
  };
  return { shows, stop };
}

describe('watch --all', () => {
  it('tells each change until Ctrl-C, which ends it with 0', async () => {
    await offboard('start', 'later@example.com', '--effective-at', LATER);
    const done = engine.addLeaver('watched@example.com');
    const lines = watching({});
    const json = watching({}, '--json');
    const screen = watching({ terminal: { columns: 100, rows: 20 } });
    await Promise.all([lines.shows(/times are UTC/), screen.shows(/leaver|under way/)]);
    await offboard('start', OMAR);
    await offboard('start', done);
    await lines.shows(/omar\.haddad@example\.com blocked: [^\n]*zoom\.400\.200\n/);
    await json.shows(/"state":"blocked"/);
    await lines.shows(/watched@example\.com completed\n/);
    await json.shows(/"state":"completed"/);
    await screen.shows(/watched@example\.com.*✔ completed/);
    const ran = await lines.stop();
    expect(ran).toMatchObject({ exit: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^\d\d:\d\d:\d\d [^\n]* \(times are UTC\)\n/);
    const told = ran.stdout.split('\n').map((line) => line.slice(9));
    expect(told).toEqual([...new Set(told)]);

    const programs = await json.stop();
    expect(programs.exit).toBe(0);
    const seen = programs.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(seen).toContainEqual(
      expect.objectContaining({
        email: OMAR,
        state: 'blocked',
        blockedOn: expect.arrayContaining(['zoom.400.200']),
      }),
    );
    const shown = await screen.stop();
    expect(shown.exit).toBe(0);
    expect(shown.stdout).toMatch(/1 blocked, 1 scheduled, 1 completed/);
  });

  it('goes on where Temporal is away for a while, and says so once', async () => {
    const proxy = await TcpProxy.start(testAddress());
    const { shows, stop } = watching({ environment: { TEMPORAL_ADDRESS: proxy.address } });
    await shows(/times are UTC/);
    await proxy.cut();
    await shows(/no answer/);
    await proxy.restore();
    const gone = 'gone-and-back@example.com';
    await offboard('start', gone, '--effective-at', LATER);
    await shows(/gone-and-back@example\.com scheduled/);
    const { exit, stderr } = await stop();
    await proxy.cut();
    expect(exit).toBe(0);
    expect(stderr).toMatch(
      /^\d\d:\d\d:\d\d Temporal at [^\n]*no answer[^\n]*\n\S+ Temporal answers again\.\n$/,
    );
  });

  it.each([
    [['watch'], 'missing the <id>; or say --all for every run'],
    [['watch', '--all', '4711'], '--all follows every run until Ctrl-C'],
    [['watch', '--all', '--until', 'contained'], 'give no <id> and no --until'],
  ])('%j is misuse', async (argv, words) => {
    expect(await offboard(...argv)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining(words),
    });
  });
});
