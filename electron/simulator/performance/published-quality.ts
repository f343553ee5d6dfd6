/** A measured share of good answers, with where it was published. */
export interface PublishedQuality {
  readonly quality: number;
  /** One line: what was measured, by whom, on how many questions. */
  readonly source: string;
}

const headlines = 'default: FrugalGPT’s repository, 2024 rerun, accuracy on 5,000 HEADLINES questions; not your task';

/**
 * Shares of good answers that somebody published, for models without any number of the user's. All are of one benchmark,
 * because shares of different tasks do not compare. Models that it did not measure are unknown.
 * Source: FrugalGPT repository, rerun of 2024 (stanford-futuredata/FrugalGPT), test set of HEADLINES.
 */
const published: ReadonlyMap<string, PublishedQuality> = new Map(
  (
    [
      ['openai/gpt-4-turbo', 0.8558],
      ['openai/gpt-4o', 0.8332],
      ['openai/gpt-4o-mini', 0.8478],
    ] as const
  ).map(([model, quality]) => [model, { quality, source: headlines }]),
);

/** The published share of a model; undefined = nothing is published that compares. */
export function publishedQuality(modelId: string): PublishedQuality | undefined {
  return published.get(modelId);
}
