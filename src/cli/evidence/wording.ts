import { PROVIDER_NAMES, type ProviderExchange } from '../../domain/provider';
import type { AttemptEntry, ReportEntry } from '../../domain/report';
import { STEP_TITLES } from '../../domain/steps';
import { duration, wordFor } from '../status/render-status';

/** An entry of the evidence in words, the same in text and on the page. Words from outside are not made visible yet. */
export interface EntryWords {
  /** What happened, and what came of it. */
  what: string;
  /** The exchanges with providers that belong to it. */
  calls: string[];
  /** What else is to be said: a provider's message, the next try, how often it was repeated. */
  notes: string[];
}

export function wordsOf(entry: ReportEntry): EntryWords {
  switch (entry.kind) {
    case 'attempt':
      return attemptWords(entry);
    case 'decision': {
      const { by, decision, step, reason } = entry;
      return plainWords(`${by} decided ${decision} for "${STEP_TITLES[step]}": ${reason}`);
    }
    case 'message': {
      const { by = 'somebody', message, effectiveAt, reason, refused } = entry;
      if (message === 'dismiss')
        return plainWords(
          `${by} dismissed what HR's events ask (${entry.codes?.join(', ') ?? ''}): ${reason ?? ''}`,
          entry.to && `sent to ${entry.to}`,
        );
      const to = effectiveAt === undefined ? '' : ` to ${effectiveAt}`;
      const why = reason === undefined ? '' : `: ${reason}`;
      return plainWords(`${by} sent ${message}${to}${why}`, refused && `refused: ${refused}`);
    }
    case 'state': {
      const { state, message } = entry;
      return plainWords(
        `the run is ${wordFor(state)}${message === undefined ? '' : `: ${message}`}`,
      );
    }
  }
}

const plainWords = (what: string, note?: string): EntryWords => ({
  what,
  calls: [],
  notes: note ? [note] : [],
});

const OUTCOME_WORDS: Record<AttemptEntry['outcome'], string> = {
  done: 'done',
  notApplicable: 'nothing to do',
  failed: 'failed',
  lost: 'lost with its worker',
};

function attemptWords(entry: AttemptEntry): EntryWords {
  const { step, attempt, outcome, code, message, nextAttemptAt, times, until, exchanges } = entry;
  const result = [OUTCOME_WORDS[outcome], code].filter(Boolean).join(', ');
  return {
    what: `${STEP_TITLES[step]}, attempt ${attempt}: ${result}`,
    calls: exchanges.map(callWords),
    notes: [
      message,
      nextAttemptAt && `next attempt at ${nextAttemptAt}`,
      times && countWords(times, until ?? entry.at),
    ].filter((note) => typeof note === 'string'),
  };
}

const countWords = (times: number, until: string): string =>
  `the same ${times} times, last at ${until}: of the other ${times - 1} the calls are left out`;

function callWords(exchange: ProviderExchange): string {
  const { provider, call, at, durationMs, status, code, requestId } = exchange;
  const answer = status === undefined ? 'no answer' : `HTTP ${status}`;
  return [
    `${PROVIDER_NAMES[provider]} ${call} at ${at}: ${answer}`,
    code,
    duration(durationMs),
    requestId && `request ${requestId}`,
  ]
    .filter(Boolean)
    .join(', ');
}
