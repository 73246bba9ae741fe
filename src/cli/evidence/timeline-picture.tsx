/** @jsxRuntime automatic @jsxImportSource preact */
import type { Milestone, StateSpan, Timeline } from '../../domain/evidence/timeline';
import type { Mark, MarkKind } from '../../domain/evidence/marks';
import { inUtc } from '../../domain/evidence/moments';
import { visible } from '../../domain/evidence/visible-text';
import { wordFor } from '../status/render-status';
import { MarkShape } from './mark-shape';

/** In units of the picture, of which a sheet of A4 shows about nine to ten as CSS pixels. */
const WIDTH = 800;
const LEFT = 232;
const RIGHT = WIDTH - 25;
const LANE = 24;
const BAND = 20;
const LINE = 14;

const across = (x: number): number => round(LEFT + x * (RIGHT - LEFT));
const round = (units: number): number => Math.round(units * 10) / 10;

interface Props {
  timeline: Timeline;
  title: string;
  description: string;
}

/** The run as a picture: a lane for each step, what was tried as marks that differ in shape and colour. */
export const TimelinePicture = ({ timeline, title, description }: Props) => {
  const { lanes, states, milestones, ticks } = timeline;
  const band = milestones.length * LINE + 6;
  const top = band + BAND + 8;
  const bottom = top + lanes.length * LANE;
  const height = bottom + 52;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-labelledby="picture-title picture-description"
    >
      <title id="picture-title">{visible(title)}</title>
      <desc id="picture-description">{visible(description)}</desc>
      {ticks.map(({ x, label }) => (
        <g>
          <path class="rule" d={`M${across(x)} ${band}V${bottom}`} />
          <text class="soft" x={across(x)} y={bottom + LINE} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      <text class="soft" x={LEFT - 10} y={band + LINE} text-anchor="end">
        State
      </text>
      {states.map((span) => (
        <State span={span} y={band} />
      ))}
      {lanes.map((lane, index) => (
        <g>
          <text x={LEFT - 10} y={top + (index + 0.5) * LANE + 4} text-anchor="end">
            {lane.title}
          </text>
          <path class="rule" d={`M${LEFT} ${top + (index + 1) * LANE}H${RIGHT}`} />
          {lane.marks.map((mark) => (
            <PlacedMark mark={mark} y={top + (index + 0.5) * LANE} />
          ))}
        </g>
      ))}
      {milestones.map((milestone, index) => (
        <MilestoneLine
          milestone={milestone}
          word={milestone.name === 'finished' ? wordFor(timeline.state) : milestone.name}
          y={(index + 1) * LINE - 2}
          bottom={bottom}
        />
      ))}
      <Legend y={bottom + 42} />
    </svg>
  );
};

/** A letter takes about so much: a name that does not fit is left to the tooltip. */
const LETTER = 6.5;

const State = ({ span: { state, from, to }, y }: { span: StateSpan; y: number }) => {
  const [left, right] = [across(from), Math.max(across(to), across(from) + 2)];
  const word = wordFor(state);
  const fits = right - left > word.length * LETTER + 8;
  return (
    <g>
      <title>{word}</title>
      <rect class="band" x={left} y={y} width={round(right - left)} height={BAND} />
      {fits && (
        <text x={left + 5} y={y + LINE}>
          {word}
        </text>
      )}
    </g>
  );
};

const MilestoneLine = (props: {
  milestone: Milestone;
  word: string;
  y: number;
  bottom: number;
}) => {
  const { name, at, x } = props.milestone;
  const place = across(x);
  const isRight = x > 0.6;
  return (
    <g>
      <path class={`milestone ${name}`} d={`M${place} ${props.y - 8}V${props.bottom}`} />
      <text x={place + (isRight ? -4 : 4)} y={props.y} text-anchor={isRight ? 'end' : 'start'}>
        {`${props.word} ${visible(inUtc(at))}`}
      </text>
    </g>
  );
};

const WORDS: Record<MarkKind, string> = {
  done: 'done',
  notApplicable: 'nothing to do',
  retry: 'failed, tried again',
  failed: 'failed',
  lost: 'lost',
  decision: 'a person decided',
  message: 'message',
};

const PlacedMark = ({ mark, y }: { mark: Mark; y: number }) => {
  const { kind, x, until, count, codes, at } = mark;
  const words = [WORDS[kind], ...codes, ...(count > 1 ? [`${count} times`] : [])].join(', ');
  return (
    <g>
      <title>{visible(`from ${inUtc(at)}: ${words}`)}</title>
      {until !== undefined && (
        <path class={`mark ${kind}`} d={`M${across(x)} ${y}H${across(until)}`} />
      )}
      <MarkShape kind={kind} x={across(x)} y={y} />
      {count > 1 && mark.hasRoom && <text x={across(x) + 7} y={y - 3}>{`×${count}`}</text>}
    </g>
  );
};

const Legend = ({ y }: { y: number }) => {
  let x = 10;
  const entries = Object.entries(WORDS).map(([kind, words]) => {
    const place = x;
    x += words.length * LETTER + 34;
    return { kind: kind as MarkKind, words, place };
  });
  return (
    <g>
      {entries.map(({ kind, words, place }) => (
        <g>
          <MarkShape kind={kind} x={place} y={y - 4} />
          <text x={place + 10} y={y}>
            {words}
          </text>
        </g>
      ))}
    </g>
  );
};
