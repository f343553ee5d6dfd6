import { describeIssue } from '#shared/describe-issue.ts';
import { billableUnitLabels, type BillableUnit } from '#shared/domain/billable-units.ts';
import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import type { ExchangeRate } from '#shared/domain/exchange-rate.ts';
import {
  aliasDocumentSchema,
  bookDocumentSchema,
  contractDocumentSchema,
  exchangeRateDocumentSchema,
  overrideDocumentSchema,
  type PriceDocument,
  type PriceDocumentRow,
} from '#shared/domain/price-book.ts';
import { priceCardSchema, type PriceCard, type Rate, type UnitRate } from '#shared/domain/price.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';
import { formatUsd } from '#shared/money.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { dayOf } from '#shared/time.ts';

/** A price document with its cards, if it is a book. */
export interface ReadDocument {
  readonly document: PriceDocument;
  /** Cards as the document holds them, by model id in the book's order: `checkedCard` checks one when it is used. */
  readonly cards: ReadonlyMap<string, readonly unknown[]>;
}

const schemas = {
  book: bookDocumentSchema.omit({ cards: true }),
  override: overrideDocumentSchema,
  alias: aliasDocumentSchema,
  contract: contractDocumentSchema,
  'exchange-rate': exchangeRateDocumentSchema,
} as const;

/**
 * Reads a document of the ledger. Fails `price-document-unreadable` for one that this version does not understand: to
 * leave it out would give other prices than it says.
 */
export function readPriceDocument(row: PriceDocumentRow): Result<ReadDocument> {
  const { id, kind, name, sha256, recordedAtMs, withdrawnAtMs } = row;
  const content = parseJson(row.document);
  const parsed = schemas[kind].safeParse(content);
  if (!parsed.success) {
    return failure(
      'price-document-unreadable',
      `The price document ${id} (${name}) cannot be read: ${describeIssue(parsed.error, content, '', 'It').sentence}`,
      { nextStep: `It was made by another version of Burnrate; take it back with: burnrate prices withdraw ${id}` },
    );
  }
  const document = { id, name, sha256, recordedAtMs, withdrawnAtMs, content: parsed.data };
  return success({
    document: { ...document, summary: summaryOf(document.content) },
    cards: kind === 'book' ? cardsByModel(content) : new Map(),
  });
}

function cardsByModel(content: unknown): ReadonlyMap<string, readonly unknown[]> {
  const byModel = new Map<string, unknown[]>();
  const cards = (content as { readonly cards?: unknown }).cards;
  for (const card of Array.isArray(cards) ? (cards as unknown[]) : []) {
    const modelId = (card as { readonly modelId?: unknown } | null)?.modelId;
    if (typeof modelId !== 'string') continue;
    const known = byModel.get(modelId);
    if (known === undefined) byModel.set(modelId, [card]);
    else known.push(card);
  }
  return byModel;
}

/** What a document does, in one sentence. */
export function summaryOf(content: PriceDocument['content']): string {
  switch (content.kind) {
    case 'book':
      return `${content.models.toLocaleString('en-US')} models of ${content.file} (${content.book} ${content.bookVersion}) from ${dayOf(content.effectiveFromMs)} on.`;
    case 'override':
      return `${content.model}: ${pricesOf(content).join(', ')} from ${dayOf(content.effectiveFromMs)} ${content.effectiveToMs === undefined ? 'on' : `until ${dayOf(content.effectiveToMs)}`}.`;
    case 'alias':
      return `${content.name} stands for ${content.model}.`;
    case 'contract':
      return contractSummary(content.terms);
    case 'exchange-rate':
      return rateSummary(content.rate);
  }
}

/** Writes `input $2.00`, `web searches $0.01 a search`. */
function pricesOf({ rates, unitRates }: Extract<PriceDocument['content'], { kind: 'override' }>): readonly string[] {
  const tokens = (Object.entries(rates) as [TokenKind, Rate][]).map(
    ([kind, { usdPerMTok }]) => `${tokenKindLabels[kind].toLowerCase()} ${formatUsd(usdPerMTok)}`,
  );
  const units = (Object.entries(unitRates) as [BillableUnit, UnitRate][]).map(
    ([unit, { usdPerUnit }]) => `${formatUsd(usdPerUnit)} a ${billableUnitLabels[unit].one}`,
  );
  return [...tokens, ...units];
}

function contractSummary({ name, from, to, discounts, volume, provisioned, commitments }: ContractTerms): string {
  const parts = [
    countOf(discounts, 'discount'),
    countOf(volume, 'volume term'),
    countOf(provisioned, 'provisioned capacity', 'provisioned capacities'),
    countOf(commitments, 'commitment'),
  ].filter((part) => part !== '');
  const time = [from === undefined ? '' : `from ${from}`, to === undefined ? '' : `until ${to}`].filter(Boolean);
  return `${name}: ${[parts.join(', ') || 'no terms', ...time].join(' ')}.`;
}

function countOf(terms: readonly unknown[], one: string, many = `${one}s`): string {
  return terms.length === 0 ? '' : `${terms.length} ${terms.length === 1 ? one : many}`;
}

function rateSummary({ currency, usdPerUnit, fromMs, source }: ExchangeRate): string {
  return `1 ${currency} = ${formatUsd(usdPerUnit)} from ${dayOf(fromMs)} on (${source}).`;
}

/** A card of a book document, checked. @throws Error when the document is not what `applyBook` wrote. */
export function checkedCard(card: unknown): PriceCard {
  return priceCardSchema.parse(card);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
