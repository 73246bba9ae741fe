/** @jsxRuntime automatic @jsxImportSource preact */
// The line above is in every file of pages: a checkout's loader asks the tsconfig.json of the folder it is called in.
import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { STYLES } from './styles';

interface Page {
  title: string;
  /** What wrote the page: name and version. */
  generator: string;
  /** Value of JSON that the page carries for programs, beside what people see. */
  data?: object;
  /** A page's own rules, beside those that all pages share. */
  styles?: string;
  /** It has a form. */
  forms?: boolean;
  /** Landmarks of its own, above and below what the page is about. */
  header?: ComponentChildren;
  footer?: ComponentChildren;
  children: ComponentChildren;
}

/** What a page with these styles may do, as a Content-Security-Policy; with forms, send them to its own server. */
export function policyFor(styles = '', forms = false): string {
  const hash = createHash('sha256').update(`${STYLES}${styles}`).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action ${forms ? "'self'" : "'none'"}`;
}

/** The id of the element that carries the page's data. */
export const DATA_ID = 'data';
/** The id of what the page is about, for links that skip the rest. */
export const MAIN_ID = 'main';

/**
 * A page that is complete in itself: nothing is loaded, no script runs, and no other style than its own applies,
 * which its own policy forbids. What comes from outside is escaped wherever it stands.
 */
export function renderDocument(content: Page): string {
  const { title, generator, data, styles = '', forms, header, footer, children } = content;
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyFor(styles, forms)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content={generator} />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: `${STYLES}${styles}` }} />
      </head>
      <body>
        {header}
        <main id={MAIN_ID}>{children}</main>
        {footer}
        {data && (
          <script
            type="application/json"
            id={DATA_ID}
            dangerouslySetInnerHTML={{ __html: embedded(data) }}
          />
        )}
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** JSON that cannot end the element it stands in. */
const embedded = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');
