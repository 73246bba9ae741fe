import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Evidence, LeaverEvidence } from './evidence/evidence';
import { gather } from './evidence/gather';
import { settled } from './evidence/settled';
import { judge, type Judgement } from './invariants';
import { drawDisturbances } from './plan/disturbances';
import { drawLeavers, type Leaver } from './plan/leavers';
import type { ChaosPolicy } from './plan/quirks';
import { storyOf } from './plan/stories';
import { Scene } from './scene';
import { Disturber, type Tally } from './storm/disturber';
import { Ledger } from './storm/ledger';
import { newEncryption } from '../support/encryption';
import { tellStory } from './storm/storyteller';
import { Triggers } from './storm/triggers';

export interface ChaosOptions {
  /** The same seed draws the same leavers, stories and disturbances; the machine does the rest of the chance. */
  seed: number;
  leavers: number;
  /** How long the storm lasts. */
  stormMs: number;
  workers: number;
  /** Where logs and Temporal's data go. */
  folder: string;
  say: (line: string) => void;
  /** With payload keys and an id secret: Temporal must then have no e-mail or name in clear. */
  encrypted: boolean;
  /** Path of a bundle of that kind, where there is one already. */
  bundle?: string | undefined;
}

export interface ChaosResult {
  judgements: Judgement[];
  /** By kind. */
  disturbances: Record<string, Tally>;
  /** How much there was of everything. */
  figures: Record<string, number>;
  /** Secrets that were there to be leaked, by kind. */
  passwords: number;
}

/** One disturbance for so many milliseconds of the storm. */
const DISTURBANCE_EVERY_MS = 2_000;
/** The last story begins so far into the storm, so that it meets some of it. */
const LAST_STORY = 0.85;
/** However long a busy machine takes: it only ends a suite that would never end. */
const SETTLE_PATIENCE_MS = 300_000;
const SEND_PATIENCE_MS = 300_000;
/** Leavers in one batch. */
const LONGEST_LIST = 12;

/** The storm, the calm after it, and the verdict. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, stormMs, folder, say } = options;
  const leavers = drawLeavers(seed, options.leavers);
  const disturbances = drawDisturbances(seed, Math.ceil(stormMs / DISTURBANCE_EVERY_MS));
  const policy: ChaosPolicy = { adminAccounts: seed % 2 === 0 ? 'ask' : 'demote' };
  say(`administrators are ${policy.adminAccounts === 'ask' ? 'asked about' : 'demoted'}`);
  const begun = Date.now();
  const since = () => `${((Date.now() - begun) / 1_000).toFixed(1).padStart(6)} s`;
  const sayWhen = (line: string) => say(`${since()}  ${line}`);

  const { workers, bundle, encrypted } = options;
  const encryption = encrypted ? newEncryption('chaos') : undefined;
  say(encryption ? 'what goes to Temporal is encrypted' : 'what goes to Temporal is in clear');
  const count = leavers.length;
  const scene = await Scene.start({ folder, workers, leavers: count, policy, encryption, bundle });
  try {
    const before = new Map<string, LeaverEvidence['before']>();
    for (const leaver of leavers) {
      scene.add(leaver);
      before.set(leaver.email, viewOf(scene, leaver));
    }
    sayWhen(`the storm begins over ${leavers.length} leavers`);
    const ledger = new Ledger();
    const disturber = new Disturber(scene, leavers, sayWhen);
    const givingUp = new AbortController();
    const triggers = new Triggers(scene, ledger, givingUp.signal);
    const told = tellAll(leavers, triggers, stormMs);
    await disturber.play(disturbances, stormMs);
    await scene.calm();
    scene.simulators.zoom.settings.rateLimited = false;
    sayWhen('calm: everything works again');
    const late = setTimeout(() => givingUp.abort(), SEND_PATIENCE_MS);
    await told;
    clearTimeout(late);
    sayWhen('all is told');
    const restless = await scene.withTemporal((client) =>
      settled(client, leavers, policy, SETTLE_PATIENCE_MS),
    );
    sayWhen(
      restless.length === 0
        ? 'nothing moves any more'
        : `not where they should stay: ${restless.join(', ')}`,
    );
    const gathered = await scene.withTemporal((client) => gather(scene, client));
    sayWhen('all evidence is read');
    const evidence: Evidence = {
      ...gathered,
      policy,
      leavers: leavers.map((leaver) => ({
        leaver,
        before: before.get(leaver.email)!,
        after: viewOf(scene, leaver),
      })),
      requests: {
        zoom: scene.simulators.zoom.requests(),
        cloudflare: scene.simulators.cloudflare.requests(),
      },
      sent: ledger.sent,
      oddities: ledger.oddities,
      secrets: scene.overheard.secrets,
      people: encryption ? namesOf(leavers) : new Map(),
    };
    const judgements = judge(evidence);
    return {
      judgements,
      passwords: scene.overheard.count('password'),
      disturbances: disturber.tallies,
      figures: {
        leavers: leavers.length,
        runs: evidence.runs.length,
        sendings: evidence.sent.reduce((sum, { sentAt }) => sum + sentAt.length, 0),
        'calls at Zoom': evidence.requests.zoom.length,
        'calls at Cloudflare': evidence.requests.cloudflare.length,
        programs: evidence.programs.length,
        seconds: Math.round((Date.now() - begun) / 1_000),
      },
    };
  } finally {
    await scene.stop();
    await rm(join(folder, 'engine'), { recursive: true, force: true });
  }
}

/** A list is told when the first of it would be; who is told of by HR too, is so at the same time. */
async function tellAll(
  leavers: readonly Leaver[],
  triggers: Triggers,
  stormMs: number,
): Promise<void> {
  const until = ({ at }: Leaver) => wait(at * stormMs * LAST_STORY);
  const listed = leavers.filter(({ story }) => storyOf(story).inBatch);
  const lists = listsOf(listed).map(async ([first, ...others]) => {
    if (!first) return;
    const list = [first, ...others];
    await until(first);
    await Promise.all([triggers.batch(list), ...list.map((leaver) => tellStory(leaver, triggers))]);
  });
  const stories = leavers.map(async (leaver) => {
    if (storyOf(leaver.story).inBatch) return;
    await until(leaver);
    await tellStory(leaver, triggers);
  });
  await Promise.all([...lists, ...stories]);
}

function listsOf(leavers: readonly Leaver[]): Leaver[][] {
  const lists: Leaver[][] = [];
  for (let from = 0; from < leavers.length; from += LONGEST_LIST)
    lists.push(leavers.slice(from, from + LONGEST_LIST));
  return lists;
}

/** What nobody may read of them. */
const namesOf = (leavers: readonly Leaver[]): Map<string, string> =>
  new Map(
    leavers.flatMap(({ email, lastName }, index) => [
      [email, `e-mail of leaver ${index + 1}`],
      [email.toUpperCase(), `e-mail of leaver ${index + 1}, in capitals`],
      [lastName, `name of leaver ${index + 1}`],
    ]),
  );

const viewOf = ({ simulators: { zoom, cloudflare } }: Scene, { email }: Leaver) => ({
  zoom: zoom.user(email),
  cloudflare: cloudflare.user(email),
});
