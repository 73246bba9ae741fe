/** @jsxRuntime automatic @jsxImportSource preact */
import { dayInWords, momentInWords, timeOfDay } from './words';

interface Props {
  /** ISO 8601, UTC. */
  at: string;
  /** The moment of the page. Absent: the day is known from what stands around it. */
  now?: Date;
}

/** A moment as people read it. */
export function Moment({ at, now }: Props) {
  const moment = new Date(at);
  return (
    <time dateTime={at} title={`${dayInWords(moment)}, ${timeOfDay(moment)}`}>
      {now ? momentInWords(moment, now) : timeOfDay(moment)}
    </time>
  );
}
