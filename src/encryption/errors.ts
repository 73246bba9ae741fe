/** A payload that cannot be read here; the message says which key it wants, or that it was changed. */
export class UndecryptablePayload extends Error {
  override readonly name = 'UndecryptablePayload';
}
