import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineUpdate,
  log,
  metricMeter,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  COUNT_TERMINATION,
  countTermination,
  RESET_BREAKER,
  resetBreaker,
  type BreakerRecord,
  type CountTermination,
  type ResetBreaker,
  type Verdict,
} from '../domain/breaker';
import { escapeMarkdown } from '../domain/details';

const BREAKER = 'Counts automatic terminations, and holds them where a feed sends too many.';
const RELEASE =
  'Look at the HR system; then npx offboard release --source <source>, or --all, lets them go, and npx offboard rescind takes one back.';

/** Counts the automatic terminations of all workers together, for as long as there is a namespace. */
export async function terminationBreaker(carried?: BreakerRecord): Promise<never> {
  const record: BreakerRecord = carried ?? { counted: [] };
  const trips = metricMeter.createCounter('offboarding_breaker_trips', 'trips', BREAKER);
  const count = (termination: CountTermination): Verdict => {
    const {
      held,
      trips: isTrip,
      within,
      limit,
    } = countTermination(record, termination, Date.now());
    const { source, breaker } = termination;
    const message = `Held by the breaker: ${within} automatic terminations within ${breaker.window}, the policy lets ${limit} through. ${RELEASE}`;
    if (isTrip) {
      trips.add(1, { source });
      log.error(`The breaker has tripped at source ${source}. ${message}`, {
        source,
        within,
        limit,
      });
    }
    show(record);
    return held ? { held, message } : { held };
  };
  setHandler(defineUpdate<Verdict, [CountTermination]>(COUNT_TERMINATION), count, {
    description: "Asked by the engine's runs; not for people.",
  });
  const reset = (which: ResetBreaker | undefined): void => {
    resetBreaker(record, which ?? {});
    show(record);
  };
  setHandler(defineUpdate<void, [ResetBreaker | undefined]>(RESET_BREAKER), reset, {
    description: 'Starts the count anew; what is held stays held until it is released.',
  });
  setHandler(defineQuery<BreakerRecord>('status'), () => record, {
    description: 'What was counted within the window, and since when terminations are held.',
  });
  show(record);
  await condition(() => workflowInfo().continueAsNewSuggested && allHandlersFinished());
  return continueAsNew<typeof terminationBreaker>(record);
}

function show({ counted, trippedAt }: BreakerRecord): void {
  const state = trippedAt
    ? `**Tripped ${escapeMarkdown(trippedAt)}: automatic terminations are held.** ${RELEASE}`
    : '**Closed: automatic terminations go through.**';
  const held = counted.filter((one) => one.held).length;
  setCurrentDetails(`${state}\n\n${counted.length} counted of late, ${held} of them held.`);
}
