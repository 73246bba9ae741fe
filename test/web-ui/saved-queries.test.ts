import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { savedQueries, type SavedQuery } from '../../src/domain/saved-queries';
import { eventually } from '../support/eventually';
import { Desk } from './desk';
import { describeInBrowser } from './in-browser';
import { listWith } from './pages/run-list';

const DAY = 24 * 3_600_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** The rows that each is to show, of the runs below; and one's own value for its example. */
const ROWS: Record<(typeof savedQueries)[number]['name'], { shows: string[]; own?: string }> = {
  blocked: { shows: ['admin', 'scope'] },
  // Contained instead, by its password, is the one whom Zoom does not deactivate.
  notContained: { shows: ['scope'] },
  held: { shows: ['protected'] },
  scheduledBefore: { shows: ['soon'], own: inDays(3) },
  employee: { shows: ['soon', 'before'], own: 'E-77' },
  blockedOn: { shows: ['admin'], own: 'zoom.400.200' },
  endedEarly: { shows: ['terminated', 'cancelled', 'bad'] },
};

describeInBrowser('the saved queries', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start({ protectedAccounts: ['protected@example.com'] });
    await makeRuns(desk);
  });
  afterAll(() => desk.stop());

  it.each<SavedQuery>(savedQueries)('$name: $answers', async ({ name, query, example }) => {
    const { shows, own } = ROWS[name as keyof typeof ROWS];
    const asked = example === undefined ? query : query.replaceAll(example, own ?? '');
    const link = `${desk.workflows}?query=${encodeURIComponent(asked)}`;
    await listWith(await desk.newPage(), link, shows);
  });

  it('are taken as they stand, examples included', async () => {
    for (const { query } of savedQueries)
      expect(await desk.engine.temporal.workflow.count(query)).toBeDefined();
  });
});

/** Runs in each state that is asked for, and beside each one that only looks like it. */
async function makeRuns({ engine }: Desk): Promise<void> {
  const begin = (id: string, request: object = {}) =>
    engine.begin({ email: engine.addLeaver(`${id}@example.com`), ...request }, id);
  const { zoom } = engine.simulators;
  for (const id of ['admin', 'terminated']) zoom.addFault(refused(id, 'zoom.status.400.200'));
  zoom.addFault(refused('scope', 'zoom.any.400.4711'));
  await begin('before', { employeeId: 'E-77' });
  await engine.end('before');
  await Promise.all([
    ...['admin', 'scope', 'terminated', 'protected', 'done'].map((id) => begin(id)),
    begin('soon', { employeeId: 'E-77', effectiveAt: inDays(2) }),
    begin('later', { employeeId: 'E-78', effectiveAt: inDays(30) }),
    begin('cancelled', { effectiveAt: inDays(2) }),
    engine.begin({ email: 'no address' }, 'bad'),
  ]);
  const handle = (id: string) => engine.temporal.workflow.getHandle(id);
  for (const id of ['admin', 'scope', 'terminated'])
    await engine.until(id, ({ state }) => state === 'blocked');
  await engine.until('protected', ({ state }) => state === 'held');
  await Promise.all([handle('terminated').terminate(), handle('cancelled').cancel()]);
  await engine.end('done');
  // Lists follow a moment later; only then is a row that does not belong there seen to be absent.
  const listed = 'OffboardingState IS NOT NULL OR ExecutionStatus = "Failed"';
  await eventually(
    async () => (await engine.temporal.workflow.count(listed)).count,
    (count) => count === 10,
  );
}

const refused = (id: string, fault: 'zoom.status.400.200' | 'zoom.any.400.4711') => ({
  ...({ call: 'updateStatus', user: `${id}@example.com`, fault, times: 'always' } as const),
});
