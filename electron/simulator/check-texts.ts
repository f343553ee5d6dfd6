import type { Call, Scenario, TokenAmount } from '#shared/domain/scenario.ts';
import { failure, type Failed } from '#shared/result.ts';
import { isText } from './text-quantity.ts';

/** Fails `text-not-counted`, with the JSON path, where a text has no count: the simulator has no tokenizer. */
export function checkTexts({ workloads }: Scenario): Failed | undefined {
  if (!workloads.some(({ calls }) => calls.some(({ prompt, answer }) => hasUncounted(prompt) || hasUncounted(answer))))
    return undefined;
  for (const [index, { calls }] of workloads.entries()) {
    for (const [callIndex, { prompt, answer }] of calls.entries()) {
      for (const [side, amounts] of Object.entries({ prompt, answer })) {
        for (const [component, amount] of Object.entries(amounts)) {
          if (!isUncounted(amount)) continue;
          return failure('text-not-counted', 'The tokens of this text are not counted yet.', {
            at: { path: `workloads[${index}].calls[${callIndex}].${side}.${component}` },
            nextStep: 'Open the file again: texts are counted when a file is read.',
          });
        }
      }
    }
  }
  return undefined;
}

function hasUncounted(amounts: Call['prompt'] | Call['answer']): boolean {
  return Object.values(amounts).some(isUncounted);
}

function isUncounted(amount: TokenAmount): boolean {
  return isText(amount) && amount.count === undefined;
}
