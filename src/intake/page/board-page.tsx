/** @jsxRuntime automatic @jsxImportSource preact */
import type { WebUi } from '../../domain/web-ui';
import { MAIN_ID, renderDocument } from '../../html/document';
import type { Board } from './board';
import { Ended } from './ended';
import { GENERATOR } from './generator';
import { Later } from './later';
import { PAGE_STYLES } from './styles';
import { Today } from './today';
import { Waiting } from './waiting';
import { dayInWords, inDigits, toTheSecond } from './words';

/** The page as HTML. */
export function renderBoard(board: Board, webUi: WebUi | undefined): string {
  const { at, waiting, atWork, dueToday, stateless, later, endedToday } = board;
  const counts = [
    {
      id: 'waiting',
      count: waiting.total,
      words: `${waiting.total === 1 ? 'waits' : 'wait'} for a person`,
    },
    { id: 'today', count: atWork.total + stateless.total, words: 'under way' },
    {
      id: 'later',
      count: dueToday.total + later.total,
      words: `scheduled${ofToday(dueToday.total)}`,
    },
    { id: 'ended', count: endedToday.total, words: 'ended today' },
  ];
  return renderDocument({
    title: `${inDigits(waiting.total)} waiting, offboarding`,
    generator: GENERATOR,
    styles: PAGE_STYLES,
    header: (
      <>
        <a class="skip" href={`#${MAIN_ID}`}>
          Skip to the lists
        </a>
        <header>
          <h1>Offboarding</h1>
          <p class="soft">
            As of <time dateTime={at.toISOString()}>{`${dayInWords(at)}, ${toTheSecond(at)}`}</time>{' '}
            · <a href="">Load again</a>
          </p>
          <nav aria-label="Counts">
            <ul class="counts">
              {counts.map(({ id, count, words }) => (
                <li>
                  <a href={`#${id}`} class={id === 'waiting' && count > 0 ? 'urgent' : undefined}>
                    <strong>{inDigits(count)}</strong> {words}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
      </>
    ),
    footer: (
      <footer>
        <p class="soft">
          Days are days in UTC. Temporal’s lists, from which this is made, are a second or so behind
          the runs. Dry runs are not shown.
        </p>
      </footer>
    ),
    children: (
      <>
        <Waiting board={board} webUi={webUi} />
        <Today board={board} webUi={webUi} />
        <Later board={board} webUi={webUi} />
        <Ended board={board} webUi={webUi} />
      </>
    ),
  });
}

const ofToday = (count: number): string => (count > 0 ? `, ${inDigits(count)} of them today` : '');
