import type { LayeredCatalogue } from '#pricing';
import { maximumUsdPerMTok, maximumUsdPerUnit, type BundledCatalogue } from '#pricing/books';
import type { ParsedInput } from '#shared/contract.ts';
import type { PriceDocument } from '#shared/domain/price-book.ts';
import { formatUsd } from '#shared/money.ts';
import { failure, success, type Failed } from '#shared/result.ts';
import { msPerDay } from '#shared/time.ts';
import type { FileGrants } from '../file-grants.ts';
import type { Handlers } from '../handler.ts';
import { appliedDocument, previewBook, readBook } from '../preview-book.ts';
import {
  addPriceDocument,
  listPriceDocuments,
  withdrawPriceDocument,
  type PriceDocumentStore,
} from '../price-documents.ts';

type PriceDocumentMethods =
  | 'catalogue.applyBook'
  | 'catalogue.documents'
  | 'catalogue.previewBook'
  | 'catalogue.saveAlias'
  | 'catalogue.saveContract'
  | 'catalogue.saveExchangeRate'
  | 'catalogue.saveOverride'
  | 'catalogue.withdraw';

/** What the handlers of price documents need. */
export interface PriceDocumentServices extends PriceDocumentStore {
  readonly bundled: BundledCatalogue;
  readonly catalogue: LayeredCatalogue;
  readonly files: FileGrants;
}

/** Implements what users add to the bundled prices: books, overrides, aliases, contracts and exchange rates. */
export function priceDocumentHandlers(services: PriceDocumentServices): Pick<Handlers, PriceDocumentMethods> {
  const { catalogue, files, now } = services;
  return {
    async 'catalogue.previewBook'({ fileId, effectiveFromMs = startOfDay(now()), leaveOutImplausible }) {
      const file = files.resolve(fileId);
      if (!file.ok) return file;
      const book = await readBook(file.value, { effectiveFromMs, leaveOutImplausible }, services);
      return book.ok ? previewBook(book.value, services) : book;
    },
    async 'catalogue.applyBook'({ fileId, sha256, ...choices }) {
      const file = files.resolve(fileId);
      if (!file.ok) return file;
      const book = await readBook(file.value, choices, services);
      if (!book.ok) return book;
      const document = book.value;
      if (document.fileSha256 !== sha256) {
        return failure('book-changed', 'The file has changed since it was looked at. Nothing was applied.', {
          at: { file: document.file },
          nextStep: 'Look at what it changes now, then apply it.',
        });
      }
      // Applying the same content from the same day again adds nothing.
      const applied = appliedDocument(catalogue, document);
      if (applied !== undefined) return success({ document: applied });
      return addPriceDocument(services, document, document.file);
    },
    'catalogue.documents': () => listPriceDocuments(services),
    'catalogue.saveOverride'(input) {
      const { newModel, ...override } = input;
      const tooDear = implausiblePrice(input);
      if (tooDear !== undefined) return tooDear;
      const modelId = knownModel(catalogue, input.model) ?? newModelId(input.model, newModel === true);
      if (modelId === undefined)
        return unknownModel(services, input.model, 'If not, say that it is a new model and name it provider/model.');
      return addPriceDocument(services, { kind: 'override', version: 1, ...override, model: modelId }, modelId);
    },
    'catalogue.saveAlias'({ name, model }) {
      const modelId = knownModel(catalogue, model);
      if (modelId === undefined)
        return unknownModel(services, model, 'If not, give it a price with an override first.');
      return addPriceDocument(services, { kind: 'alias', version: 1, name, model: modelId }, name);
    },
    'catalogue.saveContract': ({ contract: terms }) =>
      addPriceDocument(services, { kind: 'contract', version: 1, terms }, terms.name),
    'catalogue.saveExchangeRate': (rate) =>
      addPriceDocument(services, { kind: 'exchange-rate', version: 1, rate }, rate.currency),
    'catalogue.withdraw': ({ documentId }) => withdrawPriceDocument(services, documentId),
  };
}

function startOfDay(instantMs: number): number {
  return Math.floor(instantMs / msPerDay) * msPerDay;
}

/** The id of a model that the catalogue knows at some time. */
function knownModel(catalogue: LayeredCatalogue, model: string): string | undefined {
  return catalogue.cards({ model }).at(-1)?.modelId;
}

/** The id of a model of the user's own: only a name with its provider is one. */
function newModelId(model: string, isNew: boolean): string | undefined {
  return isNew && /^[^/\s]+\/\S/.test(model) ? model.toLowerCase() : undefined;
}

function unknownModel({ catalogue, now }: PriceDocumentServices, model: string, otherwise: string): Failed {
  const match = catalogue.resolve({ model }, now());
  if (match.ok) throw new Error(`${model} has a card and no cards.`);
  const { code, message, nextStep } = match.error;
  return failure(code, message, { nextStep: [nextStep, otherwise].join(' ') });
}

function implausiblePrice({ rates, unitRates }: ParsedInput<'catalogue.saveOverride'>): Failed | undefined {
  for (const [kind, { usdPerMTok, tiers }] of Object.entries(rates)) {
    if (Math.max(usdPerMTok, ...tiers.map((tier) => tier.usdPerMTok)) > maximumUsdPerMTok)
      return implausible(`rates.${kind}`, `more than ${formatUsd(maximumUsdPerMTok)} per million tokens`);
  }
  for (const [unit, { usdPerUnit }] of Object.entries(unitRates)) {
    if (usdPerUnit > maximumUsdPerUnit && unit !== 'provisionedUnitHour')
      return implausible(`unitRates.${unit}`, `more than ${formatUsd(maximumUsdPerUnit)} for one`);
  }
  return undefined;
}

function implausible(path: string, what: string): Failed {
  return failure('price-implausible', `The price is ${what}, which no one charges.`, {
    at: { path },
    nextStep: 'Check the unit.',
  });
}

/** Of documents, those that touch a model: the ones that count, and withdrawn overrides and aliases of it. */
export function documentsOf(
  documents: readonly PriceDocument[],
  modelId: string,
  counting: readonly number[],
): PriceDocument[] {
  const ids = new Set(counting);
  return documents.filter(({ id, withdrawnAtMs, content }) => {
    if (withdrawnAtMs === null) return ids.has(id);
    return (content.kind === 'override' || content.kind === 'alias') && content.model.toLowerCase() === modelId;
  });
}
