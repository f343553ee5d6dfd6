import { createHash } from 'node:crypto';
import type { LayeredCatalogue } from '#pricing';
import { createCatalogue, type BundledCatalogue } from '#pricing/books';
import type { PriceDocumentRow } from '#shared/domain/price-book.ts';
import { failure, type Result } from '#shared/result.ts';

/**
 * The bundled prices with a ledger's documents. Fails `price-document-damaged` for a document that is not what was
 * written, and as `createCatalogue` does: prices that leave a document out would be wrong ones.
 */
export function ledgerCatalogue(
  bundled: BundledCatalogue,
  documents: readonly PriceDocumentRow[],
): Result<LayeredCatalogue> {
  const damaged = documents.find(
    ({ withdrawnAtMs, sha256, document }) => withdrawnAtMs === null && sha256 !== hashOf(document),
  );
  if (damaged !== undefined) {
    return failure('price-document-damaged', `The price document ${damaged.id} (${damaged.name}) is damaged.`, {
      nextStep: `Take it back with: burnrate prices withdraw ${damaged.id}; then add it again.`,
    });
  }
  return createCatalogue({ bundled, documents });
}

function hashOf(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}
