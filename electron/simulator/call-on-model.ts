import { tokenizerChange } from '#pricing';
import type { AnswerComponent, PromptComponent } from '#shared/domain/scenario.ts';
import { leaf, product } from './expressions.ts';
import type { ModelPrices } from './cards.ts';
import { answerKinds, mediaKind } from './media-parts.ts';
import type { CallPlan, PartPlan } from './plan.ts';

/** A call as one of its models sees it. */
export interface CallOnModel {
  readonly call: CallPlan;
  /** What a person should know of the counts. */
  readonly notes: readonly string[];
}

/**
 * The same text in the tokens of a model that the counts were not made on: every part times the factor between the two
 * tokenizers. One place for all levers that change the model, so that long-context tiers, cache minimums, both engines and the
 * derivation of every figure see the converted counts. Counts are kept, with a sentence, where two vendors' tokenizers have
 * no published factor.
 */
export function callOnModel(call: CallPlan, modelId: string, prices: ModelPrices): CallOnModel {
  const [reference] = call.countedOn;
  if (reference === undefined || call.countedOn.includes(modelId)) return { call, notes: [] };
  const from = prices.get(reference)?.card;
  const to = prices.get(modelId)?.card;
  const change = from === undefined || to === undefined ? undefined : tokenizerChange(from, to);
  if (change === undefined) {
    if (vendorOf(reference) === vendorOf(modelId)) return { call, notes: [] };
    return {
      call,
      notes: [`Token counts are kept as counted on ${reference}; ${modelId} may count the same text differently.`],
    };
  }
  if (change.factor === 1) return { call, notes: [] };
  const factor = leaf(`Tokens on ${modelId} per token on ${reference}`, 'factor', change.factor, {
    source: change.source,
  });
  const convert = <Component extends PromptComponent | AnswerComponent>(
    part: PartPlan<Component>,
  ): PartPlan<Component> =>
    isText(part.component)
      ? {
          component: part.component,
          tokens: product(`${part.tokens.label}, in tokens of ${modelId}`, 'tokens', [part.tokens, factor]),
        }
      : part;
  return {
    call: { ...call, prompt: call.prompt.map(convert), answer: call.answer.map(convert) },
    notes: [
      `${modelId} takes ${Number(change.factor.toFixed(4))} times the tokens of ${reference} for the same text: its counts are converted (${change.source}).`,
    ],
  };
}

function isText(component: PromptComponent | AnswerComponent): boolean {
  return component in answerKinds
    ? component === 'output' || component === 'reasoning'
    : mediaKind(component as PromptComponent) === undefined;
}

/** `anthropic` of `anthropic/claude-opus-5`. */
function vendorOf(modelId: string): string {
  return modelId.split('/', 1)[0] ?? modelId;
}
