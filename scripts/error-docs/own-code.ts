/** What the document says of a code that no provider sends. */
export interface OwnCode {
  means: string;
  engine: string;
  person: string;
}
