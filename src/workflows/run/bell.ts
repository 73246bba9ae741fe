/** Wakes whoever waits for it; unlike Temporal's Trigger it outlives the cancellation of the scope it was made in. */
export class Bell<T> {
  ring!: (value: T) => void;
  readonly rung = new Promise<T>((resolve) => {
    this.ring = resolve;
  });
}
