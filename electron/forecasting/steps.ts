/** How far work that is cut into steps has come. */
export interface StepProgress {
  readonly done: number;
  readonly total: number;
}

/** Work that is cut into steps, so that whoever runs it can tell how far it is, let others go first, and stop. */
export type Steps<T> = Generator<StepProgress, T, void>;

/** Runs all steps here and now. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
