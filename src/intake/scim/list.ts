import { ScimError } from './errors';

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

export const listOf = (resources: readonly object[], startIndex = 1) => ({
  schemas: [LIST],
  totalResults: resources.length,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

/**
 * The page that was asked for, of no users at all: none are kept here, so every search finds nothing.
 * @throws ScimError 400 where the search itself is wrong
 */
export function searchUsers(query: unknown): object {
  const { filter, ...page } = query as Record<string, unknown>;
  if (filter !== undefined) checkFilter(filter);
  return emptyPage(page);
}

/** @throws ScimError 400 where the page is no page */
export function emptyPage(query: unknown): object {
  const { startIndex, count } = query as Record<string, unknown>;
  wholeNumber('count', count ?? '0');
  // RFC 7644, 3.4.2.4: what is less than 1 counts as 1.
  return listOf([], Math.max(1, wholeNumber('startIndex', startIndex ?? '1')));
}

function wholeNumber(name: string, text: unknown): number {
  if (typeof text === 'string' && /^[+-]?\d{1,9}$/.test(text)) return Number(text);
  throw new ScimError(400, `${name}: must be a whole number`, 'invalidValue');
}

const URN = /(?:urn:ietf:params:scim:schemas:core:2\.0:User:)?/;
const ATTRIBUTE = /(?:userName|externalId|emails(?:\[type eq "work"\])?(?:\.value)?)/;
const COMPARISON = new RegExp(
  `\\s*${URN.source}${ATTRIBUTE.source}\\s+eq\\s+"(?:[^"\\\\]|\\\\.)*"\\s*(and\\s|$)`,
  'iy',
);

/** Entra and Okta ask by `eq` only; Entra joins two by `and`. A search that is not understood must not be answered. */
function checkFilter(filter: unknown): void {
  COMPARISON.lastIndex = 0;
  for (let joined = 'and'; joined !== '';) {
    const found = typeof filter === 'string' && COMPARISON.exec(filter);
    if (!found)
      throw new ScimError(
        400,
        'filter: must be such as userName eq "jane.doe@example.com", by userName, externalId or emails',
        'invalidFilter',
      );
    joined = found[1] ?? '';
  }
}
