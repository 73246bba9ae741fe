import type { z } from 'zod';
import type { ProviderFailureKind } from '../domain/provider-failure';

/** An answer that came whole. Kept between the socket and the reader only: nothing of it may be logged. */
export interface HttpAnswer {
  status: number;
  text: string;
  /** What a header says in the body's place, where the provider has one for that; unredacted. */
  said?: string;
}

/** Why an answer is not what was wanted; `message` may still hold a provider's words, unredacted. */
export interface Fault {
  kind: ProviderFailureKind;
  code?: string;
  message: string;
}

export type Reading<T> = { value: T } | { fault: Fault };
export type Reader<T> = (answer: HttpAnswer) => Reading<T>;

/** Reads on where another reader found a value: what schemas, made once, cannot know of this call. */
export const readOn =
  <A, B>(reader: Reader<A>, next: (value: A, answer: HttpAnswer) => Reading<B>): Reader<B> =>
  (answer) => {
    const reading = reader(answer);
    return 'fault' in reading ? reading : next(reading.value, answer);
  };

export type Body = { json: unknown } | { notJson: string };

/** Reads the text as JSON; where it is none, says what it looks like, never what it says. */
export function parseBody(text: string): Body {
  const trimmed = text.trim();
  if (trimmed === '') return { notJson: 'empty' };
  if (trimmed.startsWith('<')) return { notJson: 'a page of HTML' };
  try {
    return { json: JSON.parse(trimmed) };
  } catch {
    return { notJson: 'cut off or malformed' };
  }
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** A provider's code as text: a number, or a word that can stand in `zoom.400.<code>`. */
export function codeOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

/**
 * An answer without the object that should be there. `429` says enough by itself: the edge of a provider that
 * throttles answers in HTML. With any other status the body was needed to know.
 */
export function unreadable({ status }: HttpAnswer, looks: string): Fault {
  const redirect = status >= 300 && status < 400 ? ' It is a redirect; check the API URL.' : '';
  return {
    kind: status === 429 ? 'refused' : 'unreadable',
    message: `HTTP ${status} with a body that is ${looks}, not a JSON object.${redirect}`,
  };
}

/** A 2xx answer that is not the documented one. Says what was expected; what there was stays out. */
export const unexpected = ({ status }: HttpAnswer, expectations: string): Fault => ({
  kind: 'unexpected',
  message: `HTTP ${status} with an answer other than documented (${expectations}).`,
});

export const undocumentedStatus = (answer: HttpAnswer): Fault =>
  unexpected(answer, 'another status of success');

/** Names fields and types only. */
export const mismatch = (answer: HttpAnswer, error: z.ZodError): Fault =>
  unexpected(
    answer,
    error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.map(String).join('.') || 'body'}: ${expectationOf(issue)}`)
      .join('; '),
  );

function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.join(', ')}`;
  // A schema's own words, which know no value.
  if (issue.code === 'custom') return issue.message;
  return issue.code;
}
