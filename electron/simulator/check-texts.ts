import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, type Failed } from '#shared/result.ts';
import { isText } from './text-quantity.ts';

/** Fails `text-not-counted`, with the JSON path, where a text has no count: the simulator has no tokenizer. */
export function checkTexts({ workloads }: Scenario): Failed | undefined {
  for (const [index, { calls }] of workloads.entries()) {
    for (const [callIndex, { prompt, answer }] of calls.entries()) {
      for (const [side, amounts] of Object.entries({ prompt, answer })) {
        for (const [component, amount] of Object.entries(amounts)) {
          if (!isText(amount) || amount.count !== undefined) continue;
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
