import type { Expression } from '#shared/domain/expression.ts';

/**
 * How the calls of a plan come to their answers: what routes cannot say, because they only count calls. Levers change it
 * through `answering.ts`.
 */
export interface Answering {
  /** Their shares sum to 1. */
  readonly paths: readonly AnswerPath[];
  /** Share of the answers that a store leaves as good as the models made them; absent = all. */
  readonly kept?: Expression | undefined;
}

/** One way from a call to its answer. */
export interface AnswerPath {
  /** Share of the calls. */
  readonly share: Expression;
  /** The models that are asked, one after another; the answer is the last one's. */
  readonly models: readonly string[];
  /** Share of these answers that are good, where it is known otherwise than by the last model: an answer that a check let through. */
  readonly good?: Expression | undefined;
}
