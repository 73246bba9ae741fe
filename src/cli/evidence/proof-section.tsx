/** @jsxRuntime automatic @jsxImportSource preact */
import type { SealedReport } from '../../domain/evidence/sealed-report';
import { visible } from '../../domain/evidence/visible-text';

/** How this file is checked, and how far that goes. */
export const ProofSection = ({ sealed }: { sealed: SealedReport }) => (
  <>
    <h2>How to check this record</h2>
    <p>
      Head of the chain over {sealed.entries.length} entries:{' '}
      <code class="mono">{visible(sealed.head)}</code>
    </p>
    <p>
      <code class="mono">npx offboard report --verify &lt;this file&gt;</code> says whether anything
      in it was changed, added, removed or moved since: in the data it carries, and in what you read
      here. It needs nothing but the file.
    </p>
    <p class="soft">
      The chain has no signature: somebody who makes a whole new chain over other entries is found
      out by the head as it was noted elsewhere, or by comparing with Temporal's own record of the
      run, as long as that is kept:{' '}
      <code class="mono">npx offboard report &lt;id&gt; --verify &lt;file&gt;</code>.
    </p>
    <p class="soft">
      Each link is SHA-256, in hexadecimal, of the RFC 8785 form of {'{"header"}'} (all fields but
      those of the entries and the end), {'{"previous","entry"}'} or {'{"previous","end"}'} (the
      end: status, number of entries, and asOf and cutOff where they are there).
    </p>
  </>
);
