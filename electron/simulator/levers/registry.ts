import { batch } from './batch.ts';
import { cascade } from './cascade.ts';
import { earlyStop } from './early-stop.ts';
import type { LeverDefinition } from './lever.ts';
import { promptCaching } from './prompt-caching.ts';
import { promptTrimming } from './prompt-trimming.ts';
import { requestBatching } from './request-batching.ts';
import { responseCache } from './response-cache.ts';
import { responseLength } from './response-length.ts';
import { routingMix } from './routing-mix.ts';
import { semanticCache } from './semantic-cache.ts';
import { toolLoading } from './tool-loading.ts';

/** Every lever, in the order in which a new scenario offers them. Adding a lever is one file and one line here. */
export const leverDefinitions: readonly LeverDefinition[] = [
  promptTrimming,
  toolLoading,
  responseLength,
  earlyStop,
  promptCaching,
  responseCache,
  semanticCache,
  routingMix,
  cascade,
  requestBatching,
  batch,
];

/** The definition of a lever kind, if there is one. */
export function leverDefinition(kind: string): LeverDefinition | undefined {
  return leverDefinitions.find((definition) => definition.kind === kind);
}
