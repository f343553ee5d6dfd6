import type { PriceCard, Rate } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { sealCards } from './seal-card.ts';
import { modelIdOf, type StatedModel, type StatedPrice } from './stated-price.ts';

/** Name of the small book of models that the bundled snapshot of genai-prices is too old for. */
export const recentModelsBookName = 'burnrate-models';

/** Day on which its entries were last looked over. */
export const recentModelsBookVersion = '2026-11-28';

/** USD per million tokens: up to the bound of a long prompt, and beyond it. */
type Price = number | readonly [short: number, long: number];

const haiku = { longAbove: 100_000 };
const sol = { longAbove: 272_000 };

/**
 * Models that were published after the snapshot was made, each as its maker's page states it. A model leaves this list when
 * the bundled package has it: a test says so. Books that a user imports come before it, as before every bundled book.
 */
export const recentModels: readonly StatedModel[] = [
  {
    ...anthropicModel('claude-sonnet-5-5', 'Claude Sonnet 5.5', 'sonnet-5-5'),
    // The read price was halved nine days after the release: 10 % of input before, 5 % since.
    prices: [
      price('2026-09-28', '2026-10-07', { input: 2, output: 10, cacheRead: 0.2, cacheWrite5m: 2.5, cacheWrite1h: 4 }),
      price('2026-10-07', null, { input: 2, output: 10, cacheRead: 0.1, cacheWrite5m: 2.5, cacheWrite1h: 4 }),
    ],
  },
  {
    ...anthropicModel('claude-haiku-5-5', 'Claude Haiku 5.5', 'haiku-5-5'),
    prices: [
      price(
        '2026-10-07',
        null,
        {
          input: [0.1, 0.5],
          output: [0.5, 2.5],
          cacheRead: [0.01, 0.05],
          cacheWrite5m: [0.125, 0.625],
          cacheWrite1h: [0.2, 1],
        },
        haiku,
      ),
    ],
  },
  {
    ...anthropicModel('claude-mythos-5-1', 'Claude Mythos 5.1', 'mythos-5-1'),
    prices: [
      price('2026-09-01', null, { input: 10, output: 50, cacheRead: 0.25, cacheWrite5m: 12.5, cacheWrite1h: 20 }),
    ],
  },
  {
    provider: 'openai',
    providerName: 'OpenAI',
    model: 'gpt-6.1-sol',
    displayName: 'GPT-6.1 Sol',
    url: 'https://developers.openai.com/api/docs/models/gpt-6.1-sol',
    contextWindowTokens: 1_050_000,
    prices: [
      price(null, null, { input: [2, 4], output: [10, 15], cacheRead: [0.1, 0.2], cacheWrite5m: [2.5, 5] }, sol),
    ],
  },
];

/** Every card of the book, one model after the other, each ascending by date. */
export function recentModelCards(): readonly PriceCard[] {
  return recentModels.flatMap(recentCards);
}

/** The cards of one of its models as another provider sells it at the maker's prices. */
export function recentCardsSoldBy(
  modelId: string,
  seller: { readonly id: string; readonly name: string },
): readonly PriceCard[] {
  const model = recentModels.find((known) => modelIdOf(known) === modelId);
  return model === undefined ? [] : recentCards({ ...model, provider: seller.id, providerName: seller.name });
}

function recentCards(model: StatedModel): readonly PriceCard[] {
  return sealCards(model, { book: recentModelsBookName, bookVersion: recentModelsBookVersion });
}

/** @param page the model's page among Anthropic's documents: `haiku-5-5`. */
function anthropicModel(model: string, displayName: string, page: string): Omit<StatedModel, 'prices'> {
  return {
    provider: 'anthropic',
    providerName: 'Anthropic',
    model,
    displayName,
    url: `https://platform.claude.com/docs/en/models/${page}/overview`,
    contextWindowTokens: 1_000_000,
  };
}

function price(
  from: string | null,
  to: string | null,
  usdPerMTok: Partial<Record<TokenKind, Price>>,
  { longAbove = 0 }: { readonly longAbove?: number } = {},
): StatedPrice {
  const rates = Object.fromEntries(
    Object.entries(usdPerMTok).map(([kind, usd]): [string, Rate] => [
      kind,
      typeof usd === 'number'
        ? { usdPerMTok: usd, tiers: [] }
        : { usdPerMTok: usd[0], tiers: [{ aboveInputTokens: longAbove, usdPerMTok: usd[1] }] },
    ]),
  );
  return { fromMs: startOf(from), toMs: startOf(to), rates, unitRates: {} };
}

function startOf(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`);
}
