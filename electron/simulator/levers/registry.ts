import { batch } from './batch.ts';
import { cascade } from './cascade.ts';
import { contractDiscount } from './contract-discount.ts';
import { earlyStop } from './early-stop.ts';
import { embeddingBatching } from './embedding-batching.ts';
import { fewerRetries } from './fewer-retries.ts';
import { historyPolicy } from './history-policy.ts';
import { hybrid } from './hybrid.ts';
import type { LeverDefinition } from './lever.ts';
import { modelSwap } from './model-swap.ts';
import { promptCaching } from './prompt-caching.ts';
import { promptTrimming } from './prompt-trimming.ts';
import { requestBatching } from './request-batching.ts';
import { requestLimits } from './request-limits.ts';
import { responseCache } from './response-cache.ts';
import { responseLength } from './response-length.ts';
import { routingMix } from './routing-mix.ts';
import { selfHost } from './self-host.ts';
import { semanticCache } from './semantic-cache.ts';
import { serviceTier } from './service-tier.ts';
import { toolLoading } from './tool-loading.ts';

/** Every lever, in the order in which a new scenario offers them. Adding a lever is one file and one line here. */
export const leverDefinitions: readonly LeverDefinition[] = [
  promptTrimming,
  toolLoading,
  historyPolicy,
  responseLength,
  earlyStop,
  promptCaching,
  responseCache,
  semanticCache,
  routingMix,
  cascade,
  modelSwap,
  requestBatching,
  batch,
  embeddingBatching,
  serviceTier,
  fewerRetries,
  requestLimits,
  contractDiscount,
  selfHost,
  hybrid,
];

/** The definition of a lever kind, if there is one. */
export function leverDefinition(kind: string): LeverDefinition | undefined {
  return leverDefinitions.find((definition) => definition.kind === kind);
}
