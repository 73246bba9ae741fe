import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectOffboarding, type OffboardingClient } from '../../src/client';
import { settingsFor } from '../client/settings';
import { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { PATIENT, startIntake, type RunningIntake } from '../support/intake';
import { everyState, POLICY } from './page-states';
import {
  CLEAR_OF_MIDNIGHT_MS,
  clearOfMidnight,
  endOfDay,
  leaversIn,
  listed,
  sectionOf,
  textOf,
} from './page-support';

let engine: Engine;
let client: OffboardingClient;
let intake: RunningIntake;
let empty: string;
let page: string;
beforeAll(clearOfMidnight, CLEAR_OF_MIDNIGHT_MS);
beforeAll(async () => {
  engine = await Engine.start({ policy: POLICY });
  const settings = settingsFor(engine.namespace);
  client = await connectOffboarding(settings);
  const webUi = { url: 'https://temporal.example.com/ui', namespace: 'a namespace' };
  intake = await startIntake(settings, { ...PATIENT, apiTokens: [], webUi });
  empty = (await intake.get('/')).text;
  await everyState(engine, client);
  page = (await intake.get('/')).text;
});
afterAll(async () => {
  await intake?.close();
  await client?.close();
  await engine?.stop();
});

const articlesOf = (text: string) => sectionOf(text, 'waiting').split('<article').slice(1);

describe('the page', () => {
  it('counts on top', () => {
    const nav = textOf(page.slice(page.indexOf('<nav'), page.indexOf('</nav>')));
    expect(nav).toBe('4 wait for a person 3 under way 4 scheduled, 2 of them today 6 ended today');
  });

  it('shows in this order who waits, who is under way or due, who is scheduled, who has ended', () => {
    const headings = [...page.matchAll(/<(h[1-3])[^>]*>(.*?)<\/\1>/g)].map(([, level, words]) => [
      level,
      textOf(words!),
    ]);
    const day = (days: number) =>
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
        endOfDay(days),
      );
    expect(headings).toEqual([
      ['h1', 'Offboarding'],
      ['h2', 'Waits for a person'],
      ['h3', 'Cloudflare token is invalid or lacks a permission'],
      ['h3', expect.any(String)],
      ['h3', expect.any(String)],
      ['h2', 'Under way, and due today'],
      ['h2', 'Scheduled from tomorrow on'],
      ['h3', expect.stringMatching(`^Tomorrow, \\w+ ${day(1)} 1 leaver$`)],
      ['h3', expect.stringMatching(`^\\w+ ${day(3)} 1 leaver$`)],
      ['h2', 'Ended today'],
    ]);
  });

  it('groups who waits by what stands in the way, with the command that answers it', () => {
    const groups = articlesOf(page).map((article) => ({
      leavers: leaversIn(article),
      text: textOf(article.slice(article.indexOf('>') + 1)),
    }));
    const [largest, ...others] = groups;
    expect(largest!.leavers).toEqual(['blocked.one@example.com', 'blocked.two@example.com']);
    expect(largest!.text).toContain('2 leavers, code cloudflare.403.10000');
    expect(largest!.text).toContain('npx offboard decide --blocked-on cloudflare.403.10000 retry');
    const held = others.find(({ leavers }) => leavers[0] === 'held@board.example.com');
    expect(held!.text).toContain('code employee.protected');
    expect(held!.text).toContain('npx offboard release held@board.example.com');
    const asked = others.find(({ text }) => text.includes('employee.noEmail'));
    expect(asked!.leavers).toEqual([expect.stringMatching(/^E-/)]);
    expect(asked!.text).toContain('HR’s events');
    expect(asked!.text).toContain(`npx offboard dismiss ${asked!.leavers[0]}`);
  });

  it('shows who is under way before who is due, and says of what should have begun that it has not', () => {
    const today = sectionOf(page, 'today');
    expect(leaversIn(today)).toEqual([
      ...['running@example.com', 'contained@example.com', 'not.taken.up@example.com'],
      ...['late@example.com', 'day.0@example.com'],
    ]);
    expect(textOf(today)).toContain('scheduled late: does a worker run?');
    expect(textOf(today).match(/does a worker run/g)).toHaveLength(1);
  });

  it('shows who is scheduled day by day, the next one first', () => {
    const later = sectionOf(page, 'later');
    expect(leaversIn(later)).toEqual(['day.1@example.com', 'day.3@example.com']);
    expect(later).toContain(
      `<time dateTime="${endOfDay(1).toISOString()}"`.replace('dateTime', 'datetime'),
    );
    expect(textOf(later)).toContain('23:59 UTC a-feed');
  });

  it('shows what has ended today, and how', () => {
    const rows = sectionOf(page, 'ended').split('<tr').slice(2).map(textOf);
    const endedAs = (who: string) => rows.find((row) => row.includes(who));
    expect(rows).toHaveLength(6);
    expect(endedAs('completed@')).toMatch(/Web UI completed \d\d:\d\d UTC a-feed$/);
    expect(endedAs('with.exceptions@')).toContain('completed with exceptions');
    expect(endedAs('rescinded@')).toContain('Web UI rescinded');
    expect(endedAs('cancelled@')).toContain('Web UI cancelled');
    expect(endedAs('terminated@')).toContain('Web UI terminated');
    // It never got as far as to say who it is about.
    expect(endedAs('failed@')).toMatch(/^.*offboarding-failed@example\.com.*Web UI failed/);
    const closings = [...sectionOf(page, 'ended').matchAll(/datetime="(.*?)"/g)].map(
      ([, at]) => at!,
    );
    expect(closings).toEqual(closings.toSorted().reverse());
  });

  it('links each leaver to the run in the Temporal Web UI', () => {
    const links = [...page.matchAll(/<th scope="row"[^>]*>\s*<a href="(.*?)"/g)].map(
      ([, to]) => to,
    );
    expect(links).toHaveLength(17);
    const base = 'https://temporal.example.com/ui/namespaces/a%20namespace/workflows/';
    for (const link of links) expect(link).toMatch(new RegExp(`^${base}[^/]+(/[^/]+/history)?$`));
    expect(links).toContain(`${base}offboarding-running%40example.com`);
  });

  it('says in words that there is nothing, where there is nothing', () => {
    const text = textOf(empty);
    for (const words of [
      '0 wait for a person',
      'Nobody waits for a person.',
      'Nothing is under way, and nobody else leaves today.',
      'Nobody is scheduled from tomorrow on.',
      'Nothing has ended today.',
    ])
      expect(text).toContain(words);
    expect(empty).not.toContain('<table');
  });

  it('shows the workflow id where it knows no Web UI', async () => {
    const unlinked = await startIntake(settingsFor(engine.namespace), {
      ...PATIENT,
      apiTokens: [],
    });
    const { text } = await unlinked.get('/');
    await unlinked.close();
    expect(text).not.toMatch(/<th scope="row"[^>]*>\s*<a/);
    expect(textOf(sectionOf(text, 'today'))).toContain(
      'running@example.com offboarding-running@example.com running',
    );
  });
});

describe('text from outside', () => {
  it('is shown as text, and cannot pretend to be other text', async () => {
    const hostile = '</bdi><script>alert(1)</script>"\'>\u202e\u0007';
    const workflowId = `javascript:alert(1)//"'><b>`;
    const run = { workflowId, email: hostile, source: `<img src=x onerror="alert(1)">` };
    await listed(engine, { ...run, state: 'blocked', blockedOn: [`$(rm -rf ~)<i>'`] });
    const seen = await eventually(
      async () => (await intake.get('/')).text,
      (text) => articlesOf(text).length === 4,
    );
    expect(seen).not.toMatch(/<script|<img|<i>|<b>|\p{Bidi_Control}/u);
    expect(seen).not.toContain('\u0007');
    expect(seen).not.toMatch(/href="javascript/);
    const text = textOf(sectionOf(seen, 'waiting'));
    expect(text).toContain('</bdi><script>alert(1)</script>"\'>⟨U+202E⟩⟨U+0007⟩');
    expect(text).toContain('<img src=x onerror="alert(1)">');
    // A shell that is given the command runs nothing of it.
    expect(text).toContain(`--blocked-on '$(rm -rf ~)<i>'\\''' retry`);
  });
});
