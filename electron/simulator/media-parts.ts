import type { AnswerComponent, PromptComponent } from '#shared/domain/scenario.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { PartPlan } from './plan.ts';

/** Parts of a prompt that are no text, with the token kind that they bill as. Provider caches hold text here. */
const promptMedia: Readonly<Partial<Record<PromptComponent, TokenKind>>> = {
  images: 'inputImage',
  audio: 'inputAudio',
};

/** The token kind of each part of an answer. */
export const answerKinds: Readonly<Record<AnswerComponent, TokenKind>> = {
  output: 'output',
  reasoning: 'reasoning',
  audioOutput: 'outputAudio',
  imageOutput: 'outputImage',
};

/** The token kind that a part of the prompt bills as; undefined for text, which may be cached. */
export function mediaKind(component: PromptComponent): TokenKind | undefined {
  return promptMedia[component];
}

/** The parts of a prompt that are text. */
export function textParts(prompt: readonly PartPlan<PromptComponent>[]): readonly PartPlan<PromptComponent>[] {
  return prompt.filter(({ component }) => mediaKind(component) === undefined);
}
