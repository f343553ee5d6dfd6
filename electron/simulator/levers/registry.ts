import { batch } from './batch.ts';
import type { LeverDefinition } from './lever.ts';
import { promptCaching } from './prompt-caching.ts';
import { promptTrimming } from './prompt-trimming.ts';
import { routingMix } from './routing-mix.ts';

/** Every lever, in the order in which a new scenario offers them. Adding a lever is one file and one line here. */
export const leverDefinitions: readonly LeverDefinition[] = [promptTrimming, promptCaching, routingMix, batch];

/** The definition of a lever kind, if there is one. */
export function leverDefinition(kind: string): LeverDefinition | undefined {
  return leverDefinitions.find((definition) => definition.kind === kind);
}
