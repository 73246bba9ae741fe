import type { Context } from '@temporalio/activity';

const INTERVAL_MS = 1_500;

interface Heartbeat {
  stop: () => void;
  /** Keeps details at the server, for the next attempt. */
  remember: (details: unknown) => void;
}

/** Says "still here" while a call or a wait goes on, so that a worker that died is noticed in seconds. */
export function keepHeartbeat(context: Context): Heartbeat {
  let details: unknown = context.info.heartbeatDetails;
  const timer = setInterval(() => context.heartbeat(details), INTERVAL_MS);
  return {
    stop: () => clearInterval(timer),
    remember: (value) => {
      details = value;
      context.heartbeat(value);
    },
  };
}
