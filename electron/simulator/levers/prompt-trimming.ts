import { z } from 'zod';
import type { Expression } from '#shared/domain/expression.ts';
import { componentLabels, promptComponents, type PromptComponent } from '#shared/domain/scenario.ts';
import { difference, leaf, maximum, noTokens, product, remainder } from '../expressions.ts';
import { percent } from '../percent.ts';
import type { LeverDefinition, LeverTarget } from './lever.ts';
import { mapCalls } from './map-calls.ts';

const cutSchema = z.union([
  z.strictObject({ share: z.number().min(0).max(1) }),
  z.strictObject({ tokens: z.number().nonnegative().max(1e9) }),
]);
/** A cut of one part of the prompt: a share of its tokens (0…1), or that many tokens per call. */
export type Cut = z.infer<typeof cutSchema>;

const schema = z.strictObject({ cuts: z.partialRecord(z.enum(promptComponents), cutSchema) });
type Parameters = z.infer<typeof schema>;

/** Shortens parts of the prompt: `after = before × (1 − share)`, or `max(0, before − tokens)`. */
export const promptTrimming: LeverDefinition<Parameters> = {
  kind: 'prompt-trimming',
  name: 'Prompt trimming',
  summary: 'Sends fewer prompt tokens by shortening instructions, tools, examples, retrieved text or history.',
  schema,
  defaults: { cuts: { system: { share: 0.2 }, tools: { share: 0.2 }, unsplit: { share: 0.1 } } },
  fields: [
    {
      control: 'component-cuts',
      path: 'cuts',
      label: 'Cut per part of the prompt',
      help: 'How much shorter each part becomes: a share of its tokens, or a number of tokens per call.',
      options: promptComponents,
      maxTokens: 5000,
    },
  ],

  describe({ cuts }) {
    const sentences = listCuts(cuts).map(
      ([component, cut]) => `${componentLabels[component].toLowerCase()} by ${describeCut(cut)}`,
    );
    return sentences.length === 0 ? 'cuts nothing' : `cuts ${sentences.join(', ')}`;
  },

  models() {
    return [];
  },

  apply(plan, { cuts }, target) {
    const notes: string[] = [];
    const found = new Set<PromptComponent>();
    const trimmed = mapCalls(plan, target, (call, workload) => {
      if (!call.prompt.some(({ component }) => cuts[component] !== undefined)) return call;
      const prompt = call.prompt.map((part) => {
        const cut = cuts[part.component];
        if (cut === undefined) return part;
        found.add(part.component);
        if ('tokens' in cut && cut.tokens > part.tokens.value) {
          notes.push(
            `${workload.name}, ${call.name}: only ${Math.round(part.tokens.value)} tokens of ${componentLabels[part.component].toLowerCase()} are there to cut.`,
          );
        }
        return {
          component: part.component,
          tokens: applyCut(part.component, part.tokens, cut, target),
        };
      });
      if (call.cache.kind === 'observed') {
        notes.push(
          `${workload.name}, ${call.name}: the observed cache shares are taken to hold for the shorter prompt.`,
        );
      }
      return { ...call, prompt };
    });
    for (const [component, cut] of listCuts(cuts)) {
      if (!found.has(component) && cutSize(cut) > 0) {
        notes.push(`No call in scope has ${componentLabels[component].toLowerCase()}: nothing to cut there.`);
      }
    }
    return { plan: trimmed, notes };
  },
};

function applyCut(component: PromptComponent, before: Expression, cut: Cut, { at }: LeverTarget): Expression {
  const label = `${componentLabels[component]}, trimmed`;
  if ('share' in cut) {
    const share = leaf('Share cut', 'share', cut.share, at(`cuts.${component}.share`));
    return product(label, 'tokens', [before, remainder('Share kept', share)]);
  }
  const tokens = leaf('Tokens cut', 'tokens', cut.tokens, at(`cuts.${component}.tokens`));
  return maximum(label, 'tokens', [noTokens, difference('Tokens left', 'tokens', before, tokens)]);
}

function listCuts(cuts: Parameters['cuts']): readonly (readonly [PromptComponent, Cut])[] {
  return promptComponents.flatMap((component) => {
    const cut = cuts[component];
    return cut === undefined ? [] : [[component, cut] as const];
  });
}

function cutSize(cut: Cut): number {
  return 'share' in cut ? cut.share : cut.tokens;
}

function describeCut(cut: Cut): string {
  return 'share' in cut ? percent(cut.share) : `${cut.tokens.toLocaleString('en-US')} tokens`;
}
