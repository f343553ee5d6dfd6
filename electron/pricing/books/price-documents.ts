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
  type BookDocument,
  type PriceDocument,
  type PriceDocumentRow,
} from '#shared/domain/price-book.ts';
import type { PriceCard, Rate, UnitRate } from '#shared/domain/price.ts';
import { tokenKindLabels, type TokenKind } from '#shared/domain/token-kinds.ts';
import { formatUsd } from '#shared/money.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { dayOf } from '#shared/time.ts';

/** A price document with its cards, if it is a book. */
export interface ReadDocument {
  readonly document: PriceDocument;
  /** The cards of a book by model id, in its order. */
  readonly cards: ReadonlyMap<string, readonly PriceCard[]>;
}

const schemas = {
  book: bookDocumentSchema.omit({ cards: true }),
  override: overrideDocumentSchema,
  alias: aliasDocumentSchema,
  contract: contractDocumentSchema,
  'exchange-rate': exchangeRateDocumentSchema,
} as const;

/**
 * Reads a document of the ledger, whose content is what its hash says. Fails `price-document-unreadable` for one that this version does not understand: to
 * leave it out would give other prices than it says.
 */
export function readPriceDocument(row: PriceDocumentRow): Result<ReadDocument> {
  const { id, kind, name, sha256, recordedAtMs, withdrawnAtMs } = row;
  const content = parseJson(row.document);
  const parsed = schemas[kind].safeParse(content);
  if (!parsed.success) return unreadable(row, describeIssue(parsed.error, content, '', 'It').sentence);
  const document = { id, name, sha256, recordedAtMs, withdrawnAtMs, content: parsed.data };
  const cards = kind === 'book' ? cardsByModel(content) : new Map<string, readonly PriceCard[]>();
  if (cards === undefined) return unreadable(row, "'cards' is missing.");
  return success({ document: { ...document, summary: summaryOf(document.content) }, cards });
}

function unreadable({ id, name }: PriceDocumentRow, problem: string): Failed {
  return failure('price-document-unreadable', `The price document ${id} (${name}) cannot be read: ${problem}`, {
    nextStep: `It was made by another version of Burnrate; take it back with: burnrate prices withdraw ${id}`,
  });
}

/** Cards are taken as they were written, thousands at a time: whoever reads the row has compared it with its hash. */
function cardsByModel(content: unknown): ReadonlyMap<string, readonly PriceCard[]> | undefined {
  const { cards } = content as Partial<BookDocument>;
  if (!Array.isArray(cards)) return undefined;
  const byModel = new Map<string, PriceCard[]>();
  for (const card of cards) {
    const known = byModel.get(card.modelId);
    if (known === undefined) byModel.set(card.modelId, [card]);
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
