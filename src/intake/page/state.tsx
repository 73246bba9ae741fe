/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { ListedState } from '../../client/visibility-query';

/** What is seen of a state: a word, a sign beside it for those who see colours otherwise, and a colour. */
interface Look {
  word: string;
  sign: keyof typeof SIGNS;
  tone: 'good' | 'bad' | 'wait' | 'told' | 'soft';
}

const SIGNS = {
  stop: <path d="M8 1.5 15 14H1z M8 6v4 M8 12v.2" />,
  pause: <path d="M5 3v10 M11 3v10" />,
  dot: <circle class="full" cx="8" cy="8" r="5" />,
  half: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path class="full" d="M8 2a6 6 0 0 1 0 12z" />
    </>
  ),
  ring: <circle cx="8" cy="8" r="5" />,
  check: <path d="M2.5 8.5 6.5 12.5 13.5 4" />,
  checkBut: <path d="M1.5 9 5 12.5 10.5 5 M14 3.5v6 M14 12v.2" />,
  back: <path d="M6 3 2.5 6.5 6 10 M3 6.5h7a3.5 3.5 0 0 1 0 7H7" />,
  cross: <path d="M3.5 3.5l9 9 M12.5 3.5l-9 9" />,
  square: <path class="full" d="M4 4h8v8H4z" />,
};

const LOOKS: Record<ListedState, Look> = {
  blocked: { word: 'blocked', sign: 'stop', tone: 'bad' },
  held: { word: 'held', sign: 'pause', tone: 'wait' },
  running: { word: 'running', sign: 'dot', tone: 'told' },
  contained: { word: 'contained, being verified', sign: 'half', tone: 'good' },
  scheduled: { word: 'scheduled', sign: 'ring', tone: 'soft' },
  completed: { word: 'completed', sign: 'check', tone: 'good' },
  completedWithExceptions: { word: 'completed with exceptions', sign: 'checkBut', tone: 'wait' },
  rescinded: { word: 'rescinded', sign: 'back', tone: 'soft' },
  cancelled: { word: 'cancelled', sign: 'cross', tone: 'soft' },
  failed: { word: 'failed', sign: 'cross', tone: 'bad' },
  terminated: { word: 'terminated', sign: 'square', tone: 'bad' },
  timedOut: { word: 'timed out', sign: 'cross', tone: 'bad' },
  dryRun: { word: 'dry run', sign: 'ring', tone: 'soft' },
};
const NONE: Look = { word: 'not taken up', sign: 'ring', tone: 'wait' };

interface Props {
  state: ListedState | undefined;
  /** What is to be said of it beside the word. */
  children?: ComponentChildren;
}

export function State({ state, children }: Props) {
  // One that a version to come has made is shown by its own name.
  const look: Look = state ? (LOOKS[state] ?? { ...NONE, word: state }) : NONE;
  return (
    <>
      <span class={`state ${look.tone}`}>
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
          {SIGNS[look.sign]}
        </svg>
        {look.word}
      </span>
      {children && <span class="aside">{children}</span>}
    </>
  );
}
