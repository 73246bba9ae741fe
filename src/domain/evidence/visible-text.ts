/**
 * Characters that change how text around them looks while they show nothing: controls, bidi overrides, zero-width
 * marks, halves of pairs. Joiners stay: names in Persian, Hindi and others are written with them.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const SPACES = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

const named = (character: string): string => {
  const point = character.codePointAt(0) ?? 0;
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩`;
};

/** Text from outside as one line that cannot pretend to be another: line ends become spaces, invisible characters are named. */
export const visible = (text: string): string =>
  text.replace(SPACES, ' ').replace(INVISIBLE, named);
