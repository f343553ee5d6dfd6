import { tokenKindLabels } from '#shared/domain/token-kinds.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { amount, day, nothing, words } from '../cells.ts';
import type { Cell, Section, Table } from '../report-document.ts';
import type { PlanFacts } from './plan-facts.ts';

/** The price cards behind the figures, with dates and sources. */
export function priceSection({ result, cards }: PlanFacts): Section {
  const used = new Set(result.priceVersions);
  const shown = cards.filter(({ priceVersion }) => used.has(priceVersion));
  return {
    title: 'Prices',
    blocks: [
      {
        kind: 'table',
        id: 'prices',
        title: 'Price cards, USD per million tokens',
        columns: [
          { key: 'model', title: 'Model' },
          { key: 'from', title: 'From' },
          { key: 'until', title: 'Until' },
          { key: 'inputUsdPerMTok', title: 'Input', isNumber: true },
          { key: 'cacheReadUsdPerMTok', title: 'Cache read', isNumber: true },
          { key: 'outputUsdPerMTok', title: 'Output', isNumber: true },
          { key: 'source', title: 'Source' },
        ],
        rows: shown.map((card) => [
          words(card.modelId),
          day(card.effectiveFromMs, 'always'),
          day(card.effectiveToMs, 'open'),
          rateCell(card, 'input'),
          rateCell(card, 'cacheRead'),
          rateCell(card, 'output'),
          words(sourceText(card)),
        ]),
      },
    ],
  };
}

function rateCell({ rates }: PriceCard, kind: 'input' | 'cacheRead' | 'output'): Cell {
  const rate = rates[kind];
  return rate === undefined ? nothing : amount(rate.usdPerMTok, 6);
}

function sourceText({ source, contract }: PriceCard): string {
  return [
    `${source.book} ${source.bookVersion}`,
    source.url,
    contract === undefined ? undefined : `contract ${contract.name}`,
  ]
    .filter((text) => text !== undefined)
    .join(', ');
}

/** What has no known price; no section when everything has one. */
export function unpricedSections({ result }: PlanFacts): readonly Section[] {
  if (result.unpriced.length === 0) return [];
  const table: Table = {
    kind: 'table',
    id: 'unpriced',
    title: 'Cost not known, not $0',
    columns: [
      { key: 'model', title: 'Model' },
      { key: 'side', title: 'Side' },
      { key: 'tokensPerMonth', title: 'Tokens a month', isNumber: true },
      { key: 'unitsPerMonth', title: 'Units a month', isNumber: true },
      { key: 'reason', title: 'Why' },
    ],
    rows: result.unpriced.map(({ modelId, side, tokensPerMonth, unitsPerMonth, reason, kinds }) => [
      words(modelId),
      words(side),
      amount(tokensPerMonth, 0),
      unitsPerMonth === undefined ? nothing : amount(unitsPerMonth),
      words(
        reason === 'no-card'
          ? 'not in the catalogue'
          : `no rate for ${kinds.map((kind) => tokenKindLabels[kind].toLowerCase()).join(', ')}`,
      ),
    ]),
  };
  return [{ title: 'Without a price', blocks: [table] }];
}
