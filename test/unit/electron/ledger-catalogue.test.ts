import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ledgerCatalogue } from '../../../electron/ledger-catalogue.ts';
import { bundled, documentRows, inputAt, overrideContent } from '../pricing/books/book-fixtures.ts';

const [row] = documentRows([overrideContent('openai/gpt-4o', 0, 1)]).map((document) => ({
  ...document,
  sha256: createHash('sha256').update(document.document).digest('hex'),
}));
if (row === undefined) throw new Error('no row');

describe('ledgerCatalogue', () => {
  it('lays documents over the bundled prices', () => {
    const catalogue = ledgerCatalogue(bundled, [row]);
    expect(catalogue.ok && inputAt(catalogue.value, 'openai/gpt-4o', 1)).toBe(1);
  });

  it('fails for a document that is not what was written, unless it was withdrawn', () => {
    const damaged = { ...row, document: row.document.replace('"usdPerMTok":1', '"usdPerMTok":9') };
    expect(damaged.document).not.toBe(row.document);
    expect(ledgerCatalogue(bundled, [damaged])).toMatchObject({
      ok: false,
      error: { code: 'price-document-damaged', nextStep: expect.stringContaining('prices withdraw 1') },
    });
    expect(ledgerCatalogue(bundled, [{ ...damaged, withdrawnAtMs: 1 }])).toMatchObject({ ok: true });
  });
});
