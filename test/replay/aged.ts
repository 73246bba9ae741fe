import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

/** A history whose last signal came so many seconds later, with all that followed from it. */
export function aged(history: History, seconds: number): History {
  const copy = History.decode(History.encode(history).finish());
  const { events } = copy;
  const from = events.findLastIndex((event) => event.workflowExecutionSignaledEventAttributes);
  for (const { eventTime } of events.slice(from))
    if (eventTime?.seconds) eventTime.seconds = eventTime.seconds.add(seconds);
  return copy;
}
