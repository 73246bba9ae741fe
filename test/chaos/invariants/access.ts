import { isFinal, type Need } from '../../../src/domain/status';
import {
  isReal,
  runsOf,
  type Evidence,
  type Finding,
  type LeaverEvidence,
  type RunEvidence,
} from '../evidence/evidence';
import { endingOf, type Ending } from '../plan/quirks';
import { storyOf } from '../plan/stories';

/** Every leaver is out, or the run asks a person for a reason that is true; who is to stay is untouched. */
export function accessIsAsItShouldBe(evidence: Evidence): Finding {
  const violations = evidence.leavers.flatMap((one) => {
    const problem = problemOf(evidence, one);
    return problem === undefined ? [] : [`${one.leaver.email}: ${problem}`];
  });
  return { checked: evidence.leavers.length, violations };
}

/** What is wrong about one leaver; undefined where nothing is. */
function problemOf(evidence: Evidence, one: LeaverEvidence): string | undefined {
  const { leaver } = one;
  const runs = runsOf(evidence, leaver);
  const [run] = runs.filter(isReal).sort((a, b) => b.openedAt - a.openedAt);
  switch (storyOf(leaver.story).outcome) {
    case 'stays':
      return touchedBy(evidence, one) ?? staysProblem(leaver.story, run ?? runs[0]);
    case 'leaves':
      return run ? endingProblem(one, run, endingOf(leaver.quirk, evidence.policy)) : 'has no run';
    case 'contested':
      return run ? contestedProblem(evidence, one, run) : 'has no run';
  }
}

const stateOf = ({ report }: RunEvidence) => report.status.state;
const said = ({ report }: RunEvidence): string =>
  `the run ${report.workflowId} is ${report.status.state}${needsOf(report.status.needs)}`;
const needsOf = (needs: readonly Need[]): string =>
  needs.map(({ step, code }) => `, ${step ?? 'run'} needs ${code}`).join('');

/** Neither provider took a call that changes anything about the leaver. */
function touchedBy({ requests }: Evidence, { leaver }: LeaverEvidence): string | undefined {
  const changes = [...requests.zoom, ...requests.cloudflare].filter(
    ({ user, method }) => (user?.split(',').includes(leaver.email) ?? false) && method !== 'GET',
  );
  return changes[0] && `was to stay, and ${changes[0].call} was sent at ${changes[0].at}`;
}

function staysProblem(story: string, run: RunEvidence | undefined): string | undefined {
  // Cancelled before anybody began: there was nothing to do.
  if (!run) return story === 'hrCancelled' ? undefined : 'has no run';
  const state = stateOf(run);
  if (state === 'held' || run.report.status.needs.length > 0)
    return state === 'held' && run.report.status.needs[0]?.code === 'employee.protected'
      ? undefined
      : said(run);
  const wanted = story === 'far' ? 'scheduled' : story === 'dryRun' ? 'completed' : 'rescinded';
  return state === wanted ? undefined : `${said(run)}, not ${wanted}`;
}

function endingProblem(one: LeaverEvidence, run: RunEvidence, ending: Ending): string | undefined {
  const { status } = run.report;
  switch (ending.kind) {
    case 'out':
      if (!isFinal(status.state)) return `${said(run)}, and should have ended`;
      return accessLeft(one);
    case 'held': {
      const codes = status.needs.map(({ code }) => code).join();
      return status.state === 'held' && codes === ending.code ? undefined : said(run);
    }
    case 'blocked': {
      const wanted = Object.entries(ending.needs).map(([step, code]) => `${step} ${code}`);
      const found = status.needs.map(({ step, code }) => `${step} ${code}`);
      if (status.state !== 'blocked' || wanted.sort().join() !== found.sort().join())
        return `${said(run)}; true would be: ${wanted.join(', ')}`;
      return sessionsLeft(one);
    }
  }
}

/** Closed at Zoom, or no account there that anybody could use; and no session at either. */
function accessLeft(one: LeaverEvidence): string | undefined {
  const { zoom } = one.after;
  if (zoom?.status === 'active') return 'is still active in Zoom';
  return sessionsLeft(one);
}

function sessionsLeft({ after: { zoom, cloudflare } }: LeaverEvidence): string | undefined {
  if (zoom && zoom.sessions > 0) return `still has ${zoom.sessions} session(s) at Zoom`;
  if (cloudflare && cloudflare.sessions > 0)
    return `still has ${cloudflare.sessions} session(s) at Cloudflare`;
  return undefined;
}

/** Taken back in time: untouched. Too late for that: restored. Later still: the rescind was refused, and all is done. */
function contestedProblem(
  evidence: Evidence,
  one: LeaverEvidence,
  run: RunEvidence,
): string | undefined {
  const { state, startedAt } = run.report.status;
  if (state === 'completed' || state === 'completedWithExceptions') {
    const rescind = evidence.sent.find(
      ({ email, name }) => email === one.leaver.email && name === 'rescind',
    );
    if (rescind?.refused === undefined)
      return `${said(run)}, although the rescind was acknowledged`;
    return accessLeft(one);
  }
  if (state !== 'rescinded') return couldNotKnow(run) ? undefined : said(run);
  return startedAt === undefined ? touchedBy(evidence, one) : notRestored(one);
}

/** The account was never read before it was closed: a person knows what to restore, and nobody else does. */
const couldNotKnow = ({ report: { zoomBefore, status } }: RunEvidence): boolean =>
  zoomBefore === undefined &&
  status.state === 'blocked' &&
  status.needs.every(({ code }) => code === 'engine.noSnapshot');

function notRestored({ before, after }: LeaverEvidence): string | undefined {
  const wrong = (['status', 'type', 'role_id'] as const).filter(
    (field) => before.zoom?.[field] !== after.zoom?.[field],
  );
  return wrong.length === 0
    ? undefined
    : `was taken back, and Zoom has ${wrong.map((field) => `${field} ${after.zoom?.[field]}`).join(', ')}`;
}
