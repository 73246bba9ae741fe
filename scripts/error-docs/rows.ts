import type { ErrorPolicyRow } from '../../src/domain/error-policy/row';
import type { ProviderFailureKind } from '../../src/domain/provider-failure';
import { code, either, table } from './markdown';
import { whatIsDone } from './reactions';

const HEADINGS = [
  'call',
  'HTTP',
  'code',
  'kind or text',
  'what the provider means',
  'what the engine does',
  'what you do',
];

/** The error policy's rows of one provider, in the order in which they are tried. */
export const policyTable = (rows: readonly ErrorPolicyRow[]): string =>
  table(
    HEADINGS,
    rows.map((row) => [
      row.calls === 'any' ? 'any' : row.calls.map(code).join(', '),
      httpOf(row),
      codesOf(row).map(code).join(', '),
      howOf(row),
      row.meaning,
      whatIsDone(row),
      row.fix ?? 'Nothing.',
    ]),
  );

const kindsOf = ({ kinds = ['refused'] }: ErrorPolicyRow): readonly ProviderFailureKind[] => kinds;

const statusesOf = ({ status }: ErrorPolicyRow): readonly string[] =>
  typeof status === 'object' ? status.map(String) : status === undefined ? [] : [status];

function httpOf(row: ErrorPolicyRow): string {
  const statuses = statusesOf(row);
  if (statuses.length > 0) return statuses.join(', ');
  const [kind] = kindsOf(row);
  if (kind === 'unexpected') return '2xx';
  return kind === 'unreadable' ? 'any' : 'none';
}

/** The codes as `status`, the Web UI and the search attribute show them; `*` stands for whatever is there. */
function codesOf(row: ErrorPolicyRow): string[] {
  return kindsOf(row).flatMap((kind) => {
    const { provider, codes } = row;
    if (kind === 'timeout' || kind === 'network') return `${provider}.${kind}`;
    const statuses = statusesOf(row);
    if (kind !== 'refused') {
      const http = statuses.length > 0 ? statuses : [kind === 'unexpected' ? '2xx' : '*'];
      return http.map((status) => `${provider}.${status}.${kind}`);
    }
    const stems =
      statuses.length > 0 ? statuses.map((status) => `${provider}.${status}`) : [provider];
    return stems.flatMap((stem) =>
      codes ? codes.map((one) => `${stem}.${one}`) : [stem, `${stem}.*`],
    );
  });
}

const KINDS: Record<ProviderFailureKind, string> = {
  refused: '',
  timeout: 'no answer in time',
  network: 'no connection, or it broke',
  unreadable: 'not JSON',
  unexpected: 'JSON of another shape',
};

function howOf(row: ErrorPolicyRow): string {
  if (row.text) return `text has ${either(wordsOf(row.text))}`;
  return kindsOf(row)
    .map((kind) => KINDS[kind] || (kindsOf(row).length > 1 ? 'refused' : ''))
    .join(', or ');
}

/** The alternatives of a policy's pattern, as a person reads them. */
const wordsOf = ({ source }: RegExp): string[] =>
  source.split('|').map((word) => `"${word.replace(/ \?/g, ' ')}"`);
