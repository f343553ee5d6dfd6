import { failure, type Failed } from '#shared/result.ts';
import type { Handlers } from '../handler.ts';

type PriceDocumentMethods =
  | 'catalogue.applyBook'
  | 'catalogue.disagreements'
  | 'catalogue.documents'
  | 'catalogue.model'
  | 'catalogue.previewBook'
  | 'catalogue.saveAlias'
  | 'catalogue.saveContract'
  | 'catalogue.saveExchangeRate'
  | 'catalogue.saveOverride'
  | 'catalogue.withdraw';

/** Implements what users add to the bundled prices. */
export function priceDocumentHandlers(): Pick<Handlers, PriceDocumentMethods> {
  return {
    'catalogue.applyBook': notYet,
    'catalogue.disagreements': notYet,
    'catalogue.documents': notYet,
    'catalogue.model': notYet,
    'catalogue.previewBook': notYet,
    'catalogue.saveAlias': notYet,
    'catalogue.saveContract': notYet,
    'catalogue.saveExchangeRate': notYet,
    'catalogue.saveOverride': notYet,
    'catalogue.withdraw': notYet,
  };
}

function notYet(): Failed {
  return failure('not-available', 'Price documents are not available in this version.');
}
