import stringWidth from 'string-width';

/** Columns that a text takes on a terminal: wide characters take two, combining ones none. */
export const widthOf = (text: string): number => stringWidth(text);

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cut to so many columns, the last of them `…`; no character is cut in two. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (widthOf(kept + segment) > width - 1) break;
    kept += segment;
  }
  return width > 0 ? `${kept}…` : '';
}
