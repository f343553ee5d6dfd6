import type { PriceCard, TierModifier } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';

/** A provider's published price of a service tier, relative to its standard rates. */
interface ServiceTierRule {
  readonly provider: string;
  readonly serviceTier: Exclude<ServiceTier, 'standard'>;
  /** Which of the provider's models have the tier. */
  readonly covers: (model: string) => boolean;
  readonly modifier: TierModifier;
}

const cacheReads: TokenKind[] = ['cacheRead', 'cacheReadAudio', 'cacheReadImage'];

/**
 * What is confirmed by the providers' own pages, read on 2026-11-22. Left out because no page confirms a figure: Azure
 * and Bedrock batch and flex, every priority or fast tier (published as a range or by third parties only). Where a
 * page is silent the rule takes the dearer reading: Gemini's Flex page gives 50 % for tokens and says nothing of cache
 * hits, so they keep the standard rate there as they do in batch.
 */
const serviceTierRules: readonly ServiceTierRule[] = [
  {
    provider: 'openai',
    serviceTier: 'batch',
    covers: (model) => !isInteractiveOnly(model),
    modifier: { multiplier: 0.5, source: 'https://developers.openai.com/api/docs/guides/batch (read 2026-11-22)' },
  },
  {
    provider: 'openai',
    serviceTier: 'flex',
    covers: (model) => !isInteractiveOnly(model),
    modifier: {
      multiplier: 0.5,
      source:
        'https://developers.openai.com/api/docs/guides/flex-processing (Batch API rates; beta, not for every model; read 2026-11-22)',
    },
  },
  {
    provider: 'anthropic',
    serviceTier: 'batch',
    covers: () => true,
    modifier: {
      multiplier: 0.5,
      source: 'https://platform.claude.com/docs/en/build-with-claude/batch-processing (read 2026-11-22)',
    },
  },
  {
    provider: 'google',
    serviceTier: 'batch',
    covers: isGeminiRequestModel,
    modifier: {
      multiplier: 0.5,
      fullRateKinds: cacheReads,
      source: 'https://ai.google.dev/gemini-api/docs/batch-mode (cache hits at the standard rate; read 2026-11-22)',
    },
  },
  {
    provider: 'google',
    serviceTier: 'flex',
    covers: isGeminiRequestModel,
    modifier: {
      multiplier: 0.5,
      fullRateKinds: cacheReads,
      source: 'https://ai.google.dev/gemini-api/docs/optimization (read 2026-11-22)',
    },
  },
];

/** Sessions over a socket take no batch job and no service tier. */
function isInteractiveOnly(model: string): boolean {
  return /realtime|live/.test(model);
}

/** Google also sells other vendors' models, to which Gemini's tiers do not apply. */
function isGeminiRequestModel(model: string): boolean {
  return model.startsWith('gemini') && !isInteractiveOnly(model);
}

/**
 * The known modifiers of a model; a tier that is absent has none that a provider's page confirms.
 * @param provider provider id, lower case.
 * @param model model id as the provider spells it.
 */
export function serviceTiersOf(provider: string, model: string): PriceCard['serviceTiers'] {
  const name = model.toLowerCase();
  return Object.fromEntries(
    serviceTierRules
      .filter((rule) => rule.provider === provider && rule.covers(name))
      .map((rule) => [rule.serviceTier, rule.modifier]),
  );
}

/**
 * What a service tier multiplies the rate of a kind by: 1 for standard and for kinds that the tier leaves at full rate.
 * @returns undefined when the card knows no price of the tier: standard rates bill, and the explanation says so.
 */
export function serviceTierMultiplier(card: PriceCard, serviceTier: ServiceTier, kind: TokenKind): number | undefined {
  if (serviceTier === 'standard') return 1;
  const modifier = card.serviceTiers[serviceTier];
  if (modifier === undefined) return undefined;
  return modifier.fullRateKinds?.includes(kind) === true ? 1 : modifier.multiplier;
}
