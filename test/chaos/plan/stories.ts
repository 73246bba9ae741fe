/**
 * What is to become of a leaver by what is said of them:
 * - `leaves`: access must go, or the run must ask a person for a true reason;
 * - `stays`: nothing may be changed;
 * - `contested`: a rescind races with the run: either nothing was changed, or it was restored, or it came too late.
 */
export type Outcome = 'leaves' | 'stays' | 'contested';

interface Story {
  weight: number;
  outcome: Outcome;
  /** The leaver is in the list of the batch. */
  inBatch?: true;
}

/** How a leaver's end is told, and how often; `Storyteller` tells them. */
export const STORIES = {
  client: { weight: 10, outcome: 'leaves' },
  clientTwice: { weight: 5, outcome: 'leaves' },
  hr: { weight: 12, outcome: 'leaves' },
  hrTwice: { weight: 5, outcome: 'leaves' },
  hrAndClient: { weight: 5, outcome: 'leaves' },
  batch: { weight: 10, outcome: 'leaves', inBatch: true },
  batchAndHr: { weight: 4, outcome: 'leaves', inBatch: true },
  scheduled: { weight: 6, outcome: 'leaves' },
  moved: { weight: 5, outcome: 'leaves' },
  hurried: { weight: 5, outcome: 'leaves' },
  hrMoved: { weight: 5, outcome: 'leaves' },
  hrRevokesNow: { weight: 4, outcome: 'leaves' },
  far: { weight: 3, outcome: 'stays' },
  rescinded: { weight: 4, outcome: 'stays' },
  hrCancelled: { weight: 4, outcome: 'stays' },
  dryRun: { weight: 4, outcome: 'stays' },
  rescindedLate: { weight: 4, outcome: 'contested' },
  regretted: { weight: 4, outcome: 'contested' },
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;
export const STORY_NAMES = Object.keys(STORIES) as StoryName[];

export const storyOf = (name: StoryName): Story => STORIES[name];
