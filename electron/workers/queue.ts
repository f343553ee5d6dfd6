/** Runs one asynchronous piece of work after the other, in the order of asking. */
export interface Queue {
  /** Runs `work` when everything asked for before has ended. */
  enqueue<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was asked for so far has ended. */
  idle(): Promise<void>;
}

/** An empty queue. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    enqueue(work) {
      const mine = last.then(work);
      // The next one waits for the end of this one, whichever end it takes.
      last = mine.catch(() => undefined);
      return mine;
    },
    async idle() {
      await last;
    },
  };
}
