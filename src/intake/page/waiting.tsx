/** @jsxRuntime automatic @jsxImportSource preact */
import type { RunOverview } from '../../client/run-list';
import { mayStillGetIn } from '../../client/waiting';
import type { WebUi } from '../../domain/web-ui';
import { Outside } from '../../html/outside';
import type { Board } from './board';
import { byCause, type Cause } from './causes';
import { Moment } from './moment';
import { More } from './more';
import { RunsTable, SOURCE, type Column } from './runs-table';
import { State } from './state';
import { leavers } from './words';

interface Props {
  board: Board;
  webUi: WebUi | undefined;
}

/** Who waits for a person, by what stands in the way, with the commands that answer it. */
export function Waiting({ board: { waiting, at }, webUi }: Props) {
  const columns: Column[] = [
    { label: 'State', cell: (run) => <State state={run.state}>{accessOf(run)}</State> },
    {
      label: 'Effective',
      cell: ({ effectiveAt }) =>
        effectiveAt ? <Moment at={effectiveAt} now={at} /> : <span class="soft">not known</span>,
    },
    SOURCE,
  ];
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">Waits for a person</h2>
      {waiting.runs.length === 0 && <p>Nobody waits for a person.</p>}
      {byCause(waiting.runs).map((cause) => (
        <article class="cause">
          <h3>{cause.words}</h3>
          <p class="soft">
            {leavers(cause.runs.length)}
            {waiting.total > waiting.runs.length && ' on this page'}, code{' '}
            <code>
              <Outside text={cause.code} />
            </code>
          </p>
          <RunsTable
            caption={<>Who waits: {cause.words}</>}
            columns={columns}
            runs={cause.runs}
            webUi={webUi}
          />
          <Answers cause={cause} />
        </article>
      ))}
      {waiting.runs.length > 0 && (
        <p class="soft">
          What one of them needs, with every answer it takes: <code>npx offboard status</code> and
          the e-mail or employee id.
        </p>
      )}
      <More of={waiting} command="npx offboard blocked" />
    </section>
  );
}

/** Of what is blocked, whether it can wait: who is contained cannot get in meanwhile. */
function accessOf(run: RunOverview): string | undefined {
  if (run.kind !== 'run' || run.state !== 'blocked') return undefined;
  return mayStillGetIn(run) ? 'not contained, may still get in' : 'contained';
}

const Answers = ({ cause: { answers } }: { cause: Cause }) =>
  answers.length === 0 ? (
    <p>Nothing need be sent: once that is mended, it goes on by itself.</p>
  ) : (
    <>
      <p class="answer">{answers.length === 1 ? 'To answer:' : 'To answer, one of:'}</p>
      {answers.map((command) => (
        <p class="command">
          <code>
            <Outside text={command} />
          </code>
        </p>
      ))}
    </>
  );
