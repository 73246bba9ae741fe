import type { ActivityDependencies } from './dependencies';

/** What workflow ids call these people, in their order. A workflow cannot know: it would have to have the secret. */
export const namesInIds =
  ({ names = (who) => who }: ActivityDependencies) =>
  async (people: readonly string[]): Promise<string[]> =>
    people.map(names);
