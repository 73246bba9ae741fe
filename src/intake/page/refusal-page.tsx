/** @jsxRuntime automatic @jsxImportSource preact */
import { renderDocument } from '../../html/document';
import { GENERATOR } from './generator';
import { PAGE_STYLES } from './styles';

export interface Refusal {
  title: string;
  /** What to do about it. */
  paragraphs: readonly string[];
}

/** Says why there is nothing to see, as HTML. */
export const renderRefusal = ({ title, paragraphs }: Refusal): string =>
  renderDocument({
    title: `${title}, offboarding`,
    generator: GENERATOR,
    styles: PAGE_STYLES,
    children: (
      <>
        <h1>{title}</h1>
        {paragraphs.map((text) => (
          <p>{text}</p>
        ))}
      </>
    ),
  });
