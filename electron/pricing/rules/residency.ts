import type { PriceCard } from '#shared/domain/price.ts';
import { claude, named, type ModelRule } from './model-rule.ts';

type ResidencyPrices = NonNullable<PriceCard['residency']>;

function surcharge(multiplier: number, source: string, places: readonly (keyof ResidencyPrices)[]): ResidencyPrices {
  return Object.fromEntries(places.map((place) => [place, { multiplier, source }]));
}

const claudeOnClouds =
  'https://platform.claude.com/docs/en/about-claude/pricing, third-party platforms: 10 % from Sonnet 4.5 and Haiku 4.5 on (read 2026-11-23)';

/** What providers charge for processing in one place, for all token kinds alike. A place that is absent has no known price. */
export const residencyRules: readonly ModelRule<ResidencyPrices>[] = [
  {
    provider: 'anthropic',
    covers: claude(406),
    value: surcharge(
      1.1,
      'https://platform.claude.com/docs/en/about-claude/pricing#data-residency-pricing (Opus 4.6 and newer; read 2026-11-23)',
      ['us'],
    ),
  },
  {
    provider: 'openai',
    // Models released from 2026-03-05 on.
    covers: named(/^gpt-(5\.[4-9]|6)/),
    value: surcharge(
      1.1,
      'https://developers.openai.com/api/docs/guides/data-residency (10 % for models from 2026-03-05 on; read 2026-11-23)',
      ['us', 'eu', 'regional'],
    ),
  },
  {
    provider: 'x-ai',
    covers: named(/^grok-(4|build)/),
    value: surcharge(1.1, 'https://docs.x.ai/developers/pricing (US regional endpoint; read 2026-11-23)', ['us']),
  },
  {
    provider: 'google',
    covers: claude(405),
    value: surcharge(1.1, claudeOnClouds, ['us', 'eu', 'regional']),
  },
  {
    provider: 'aws',
    covers: (model) => model.startsWith('global.') && claude(405)(model),
    value: surcharge(1.1, claudeOnClouds, ['us', 'eu', 'regional']),
  },
  {
    // The book rates Bedrock's regional endpoints as models of their own: what is asked for is paid already.
    provider: 'aws',
    covers: named(/^regional\./),
    value: surcharge(1, 'the rates of this entry are those of regional endpoints', ['us', 'eu', 'regional']),
  },
];
