/** @jsxRuntime automatic @jsxImportSource preact */
import { renderDocument } from '../html/document';

const STYLES = `form { margin: 1rem 0; } label { display: block; margin-bottom: .25rem; }
input, button { font: inherit; padding: .4rem .6rem; } input { width: min(28rem, 100%); margin-right: .5rem; }`;

export { STYLES as SIGN_IN_STYLES };

interface Standing {
  /** Milliseconds; absent: not signed in. */
  until?: number | undefined;
  /** Somebody tried with another token. */
  refused?: boolean;
  webUiOrigin: string;
}

const TITLE = 'Encrypted payloads';

/** Lets a person show the token, after which the Web UI in the same browser can have payloads decrypted. */
export const renderSignIn = ({ until, refused, webUiOrigin }: Standing): string =>
  renderDocument({
    title: `${TITLE}, offboarding`,
    generator: 'offboarding-engine',
    styles: STYLES,
    forms: true,
    children: (
      <>
        <h1>{TITLE}</h1>
        {until === undefined ? <SignIn refused={refused ?? false} /> : <SignedIn until={until} />}
        <p>
          <a href={webUiOrigin}>The Temporal Web UI</a>: reload its page afterwards.
        </p>
      </>
    ),
  });

const SignIn = ({ refused }: { refused: boolean }) => (
  <form method="post" action="/sign-in">
    {refused && (
      <p class="notice" role="alert">
        That is not the token.
      </p>
    )}
    <label for="token">
      The token (OFFBOARDING_CODEC_TOKEN): with it, this browser's Web UI shows what is encrypted.
    </label>
    <input id="token" name="token" type="password" autocomplete="current-password" required />
    <button type="submit">Sign in</button>
  </form>
);

const SignedIn = ({ until }: { until: number }) => (
  <form method="post" action="/sign-out">
    <p>
      This browser's Web UI shows what is encrypted until{' '}
      {new Date(until).toISOString().slice(0, 16).replace('T', ' ')} UTC.
    </p>
    <button type="submit">Sign out</button>
  </form>
);
