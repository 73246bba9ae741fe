import canonicalize from 'canonicalize';

/** SHA-256 of the UTF-8 bytes of a text, as lower-case hexadecimal digits. Given from outside: the domain does no I/O. */
export type Digest = (text: string) => string;

/**
 * The links of the chain. Each is SHA-256 over the RFC 8785 (JCS) form of one object: the link before it and what it
 * covers. The key says which kind of link it is, so that none can be passed off as another.
 */
export interface Links {
  /** The first: all of the report but its entries and its end. */
  header(header: object): string;
  /** One for each entry, without its own `hash`. */
  entry(previous: string, entry: object): string;
  /** The last: how many entries there are, and where the run stood. */
  end(previous: string, end: object): string;
}

export function linksBy(digest: Digest): Links {
  const link = (covered: object) => digest(canonical(covered));
  return {
    header: (header) => link({ header }),
    entry: (previous, entry) => link({ previous, entry }),
    end: (previous, end) => link({ previous, end }),
  };
}

/** The one way to write a JSON value: two texts of it that differ in white space or in the order of keys are the same. */
export function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Only JSON has a canonical form.');
  return text;
}
