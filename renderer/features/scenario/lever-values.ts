import { distributionKinds, type Quantity } from '#shared/domain/quantity.ts';
import type { ModelShare, PromptComponent } from '#shared/domain/scenario.ts';

/** A cut of one part of the prompt: a share (0…1) or a number of tokens per call. */
export type Cut = { readonly share: Quantity } | { readonly tokens: Quantity };

/**
 * Readers of a lever's parameters, which the file keeps as JSON. A value of another shape reads as empty; the engine
 * has refused it by then with its own sentence.
 */

/** A number or a range, or 0. A range is taken as it is while it is being typed: its bounds may be in the wrong order. */
export function asQuantity(value: unknown): Quantity {
  return isQuantity(value) ? value : 0;
}

function isQuantity(value: unknown): value is Quantity {
  if (typeof value === 'number') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    distributionKinds.some((kind) => kind === value.kind)
  );
}

/** A text, or the empty one. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A list of texts. */
export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A row of a table of parameters. */
export type ParameterRow = Readonly<Record<string, string | Quantity>>;

/** The rows of a table of parameters. */
export function asRows(value: unknown): readonly ParameterRow[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    return [
      Object.fromEntries(
        Object.entries(item).filter(
          (entry): entry is [string, string | Quantity] => typeof entry[1] === 'string' || isQuantity(entry[1]),
        ),
      ),
    ];
  });
}

/** Models with their shares. */
export function asModelShares(value: unknown): readonly ModelShare[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('model' in item) || !('share' in item)) return [];
    const { model, share } = item;
    return typeof model === 'string' && isQuantity(share) ? [{ model, share }] : [];
  });
}

/** Cuts by part of the prompt, for the parts that a field offers. */
export function asCuts(value: unknown, options: readonly PromptComponent[]): ReadonlyMap<PromptComponent, Cut> {
  const cuts = new Map<PromptComponent, Cut>();
  if (typeof value !== 'object' || value === null) return cuts;
  for (const [name, cut] of Object.entries(value)) {
    const component = options.find((option) => option === name);
    const read = readCut(cut);
    if (component !== undefined && read !== undefined) cuts.set(component, read);
  }
  return cuts;
}

function readCut(cut: unknown): Cut | undefined {
  if (typeof cut !== 'object' || cut === null) return undefined;
  if ('share' in cut) return { share: asQuantity(cut.share) };
  return 'tokens' in cut ? { tokens: asQuantity(cut.tokens) } : undefined;
}
