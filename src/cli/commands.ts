/* eslint-disable @typescript-eslint/no-require-imports --
   `require`, so that a command loads only what it uses: `--help` must not wait for Temporal's client.
   `import()` would do the same, were it not for checkouts: there it takes 0.2 s more to load from source. */
import type { OffboardingClient } from '../client';
import type * as Client from '../client';
import type { TemporalSettings } from '../client/connection';
import type * as Answer from './commands/answer';
import type * as AnswerHeld from './commands/answer-held';
import type * as AboutBatch from './commands/about-batch';
import type * as Batch from './commands/batch';
import type * as Blocked from './commands/blocked';
import type * as DecideAll from './commands/decide-all';
import type * as Dismiss from './commands/dismiss';
import type * as Doctor from './commands/doctor';
import type * as List from './commands/list';
import type * as Order from './commands/order';
import type * as Report from './commands/report';
import type * as ReportPeriod from './commands/report-period';
import type * as ReportVerify from './commands/report-verify';
import type * as Start from './commands/start';
import type * as Status from './commands/status';
import type * as Watch from './commands/watch';
import type * as WatchAll from './commands/watch-all';
import type { CliContext } from './context';
import type { ExitCode } from './exit-codes';
import type { Invocation } from './invocation';

/** Runs what was asked for. */
export function runCommand(invocation: Invocation, context: CliContext): Promise<ExitCode> {
  switch (invocation.command) {
    case 'start':
      return (require('./commands/start') as typeof Start).start(context, invocation);
    case 'status':
      return (require('./commands/status') as typeof Status).status(context, invocation);
    case 'watch':
      return (require('./commands/watch') as typeof Watch).watch(context, invocation);
    case 'watch-all':
      return (require('./commands/watch-all') as typeof WatchAll).watchAll(context, invocation);
    case 'list':
      return (require('./commands/list') as typeof List).list(context, invocation);
    case 'blocked':
      return (require('./commands/blocked') as typeof Blocked).blocked(context, invocation);
    case 'decide-all':
      return (require('./commands/decide-all') as typeof DecideAll).decideAll(context, invocation);
    case 'dismiss':
      return (require('./commands/dismiss') as typeof Dismiss).dismiss(context, invocation);
    case 'decide':
    case 'release':
      return (require('./commands/answer') as typeof Answer).answer(context, invocation);
    case 'answer-held':
      return (require('./commands/answer-held') as typeof AnswerHeld).answerHeld(
        context,
        invocation,
      );
    case 'rescind':
    case 'reschedule':
    case 'start-now':
      return (require('./commands/order') as typeof Order).order(context, invocation);
    case 'report':
      return (require('./commands/report') as typeof Report).report(context, invocation);
    case 'report-period':
      return (require('./commands/report-period') as typeof ReportPeriod).reportPeriod(
        context,
        invocation,
      );
    case 'report-verify':
      return (require('./commands/report-verify') as typeof ReportVerify).reportVerify(
        context,
        invocation,
      );
    case 'batch':
      return (require('./commands/batch') as typeof Batch).batch(context, invocation);
    case 'batch-status':
    case 'batch-pause':
    case 'batch-resume':
      return (require('./commands/about-batch') as typeof AboutBatch).aboutBatch(
        context,
        invocation,
      );
    case 'doctor':
      return (require('./commands/doctor') as typeof Doctor).doctor(context, invocation);
  }
}

export const connect = (settings: TemporalSettings): Promise<OffboardingClient> =>
  (require('../client') as typeof Client).connectOffboarding(settings);
