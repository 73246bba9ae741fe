/** A start that cannot go on, told in words a person can act on. The terminal shows the message alone. */
export class StartError extends Error {
  override readonly name = 'StartError';

  /** @param exitCode 2: wrong use or configuration; 1: everything else. */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
