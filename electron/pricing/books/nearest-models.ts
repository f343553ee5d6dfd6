/** A name that can be suggested, prepared for comparison. */
export interface SuggestibleModel {
  readonly modelId: string;
  readonly provider: string;
  readonly pairs: ReadonlySet<string>;
}

/** Below this likeness a name is no help. */
const minimumLikeness = 0.45;

/** Breaks ties in favour of the provider that was named. */
const sameProviderBonus = 0.15;

/** Prepares a model for `nearestModels`. */
export function suggestible(modelId: string, provider: string, model: string): SuggestibleModel {
  return { modelId, provider, pairs: letterPairs(model) };
}

/**
 * The ids nearest to a name that was not found, best first. Likeness is the Dice coefficient of letter pairs
 * (2·shared ÷ (a + b), 0…1), raised for models of the provider that was named; ties go to the shorter id, then to the
 * alphabet, so that the answer is always the same.
 */
export function nearestModels(
  models: readonly SuggestibleModel[],
  wanted: { readonly provider?: string | undefined; readonly model: string },
  limit: number,
): readonly string[] {
  const pairs = letterPairs(wanted.model);
  return models
    .map(({ modelId, provider, pairs: own }) => {
      const likeness = dice(pairs, own);
      return { modelId, likeness, score: likeness + (provider === wanted.provider ? sameProviderBonus : 0) };
    })
    .filter(({ likeness }) => likeness >= minimumLikeness)
    .sort(
      (left, right) =>
        right.score - left.score ||
        left.modelId.length - right.modelId.length ||
        (left.modelId < right.modelId ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ modelId }) => modelId);
}

function letterPairs(text: string): ReadonlySet<string> {
  // Marks at both ends make the first and last letter count as much as the others.
  const letters = `^${text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}$`;
  return new Set(Array.from({ length: letters.length - 1 }, (_, index) => letters.slice(index, index + 2)));
}

function dice(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  return (2 * shared) / (left.size + right.size);
}
