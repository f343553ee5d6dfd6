import { failure, success, type Result } from '#shared/result.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';

/**
 * Everything that can be asked of one request besides its model: a service tier, prompt caching, processing in one
 * place. The order is that in which they are named in messages.
 */
export const serviceModes = [...serviceTiers, 'caching', 'residency'] as const;
export type ServiceMode = (typeof serviceModes)[number];

/** A pair of modes that no request can have, and why. */
interface Conflict {
  readonly modes: readonly [ServiceMode, ServiceMode];
  /** Completes "batch and flex do not combine: …". */
  readonly reason: string;
  /** Where the provider says so. */
  readonly source: string;
}

const oneTierARequest = 'a request names one service tier';
const serviceTierParameter =
  'one `service_tier` per request: https://developers.openai.com/api/docs/guides/flex-processing, https://ai.google.dev/gemini-api/docs/optimization (read 2026-11-23)';

/**
 * Pairs that providers refuse or that cannot both be true. Every other pair combines: prompt caching and residency stack
 * with each other and with every tier (https://platform.claude.com/docs/en/about-claude/pricing, "these multipliers
 * stack with other pricing modifiers"; OpenAI's priority FAQ, "cached inputs receive the same discount").
 */
const conflicts: readonly Conflict[] = [
  {
    modes: ['batch', 'flex'],
    reason: 'flex already bills at the batch rate, and the two discounts do not stack',
    source: 'https://developers.openai.com/api/docs/guides/flex-processing (Batch API rates; read 2026-11-22)',
  },
  {
    modes: ['batch', 'priority'],
    reason: 'a batch waits for up to a day in a queue of its own and takes no priority',
    source:
      'https://platform.claude.com/docs/api/service-tiers (batch and priority are different tiers; read 2026-11-23)',
  },
  {
    modes: ['batch', 'fast'],
    reason: 'fast mode is not available in batches',
    source: 'https://platform.claude.com/docs/en/about-claude/pricing#fast-mode-pricing (read 2026-11-23)',
  },
  { modes: ['flex', 'priority'], reason: oneTierARequest, source: serviceTierParameter },
  { modes: ['flex', 'fast'], reason: oneTierARequest, source: serviceTierParameter },
  {
    modes: ['priority', 'fast'],
    reason: 'fast mode is the new name of priority processing at OpenAI and a separate offer elsewhere, so name one',
    source: 'https://openai.com/api-fast-mode/ (renamed on 2026-07-30; read 2026-11-23)',
  },
  ...serviceTiers
    .filter((tier) => tier !== 'standard')
    .map((tier): Conflict => ({
      modes: ['standard', tier],
      reason: 'standard means no other service tier',
      source: 'definition',
    })),
];

/**
 * Checks that one request can have all of these modes, and gives the service tier that prices it. A mode named twice
 * counts once; no tier means standard. Fails `modes-do-not-combine` with the reason in one sentence.
 */
export function combineServiceModes(modes: readonly ServiceMode[]): Result<ServiceTier> {
  const asked = serviceModes.filter((mode) => modes.includes(mode));
  for (const { modes: pair, reason, source } of conflicts) {
    if (!pair.every((mode) => asked.includes(mode))) continue;
    const [first, second] = pair;
    return failure('modes-do-not-combine', `${capitalised(first)} and ${second} do not combine: ${reason}.`, {
      nextStep: `Leave out ${first} or ${second}; source: ${source}.`,
    });
  }
  return success(serviceTiers.find((tier) => asked.includes(tier)) ?? 'standard');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
